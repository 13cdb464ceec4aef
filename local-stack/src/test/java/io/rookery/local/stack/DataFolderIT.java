package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {

    @TempDir
    private Path temporary;

    @Test
    void secrets_are_made_once_and_only_their_owner_can_read_them() throws IOException {
        DataFolder folder = created("data");

        Secrets secrets = folder.secrets();

        assertThat(DataFolder.at(folder.root()).secrets()).isEqualTo(secrets);
        assertThat(permissions(folder.root())).isEqualTo("rwx------");
        assertThat(permissions(folder.root().resolve("secrets/secrets.json"))).isEqualTo("rw-------");
        try (Stream<Path> keys = Files.list(folder.signingKeys())) {
            Path key = keys.toList().getFirst();
            assertThat(permissions(key)).isEqualTo("rw-------");
            assertThat(key).content().startsWith("-----BEGIN PRIVATE KEY-----");
        }
    }

    @Test
    void a_folder_with_something_else_in_it_is_not_touched() throws IOException {
        Path precious = Files.writeString(temporary.resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> DataFolder.at(temporary))
                .isInstanceOf(StackException.class)
                .hasMessageEndingWith("is not a Rookery data folder: choose another one with --data");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void data_of_another_version_is_not_touched() throws IOException {
        DataFolder folder = created("data");
        Files.writeString(folder.root().resolve("VERSION"), "rookery-data 999\n");

        assertThatThrownBy(() -> DataFolder.at(folder.root())).hasMessageContaining("data of another version");
    }

    @Test
    void a_folder_that_cannot_be_made_is_one_clear_line() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataFolder.at(file.resolve("data")).create())
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("cannot write to " + file.resolve("data"));
    }

    @Test
    void two_commands_do_not_change_a_stack_at_once() {
        DataFolder folder = created("data");

        try (StackLock _ = folder.lock(Duration.ZERO)) {
            assertThatThrownBy(() -> folder.lock(Duration.ZERO)).hasMessageContaining("another ./rookery command");
        }
        folder.lock(Duration.ZERO).close();
    }

    @Test
    void a_deleted_folder_leaves_nothing() {
        DataFolder folder = created("data");
        folder.secrets();

        folder.delete();

        assertThat(folder.root()).doesNotExist();
    }

    private DataFolder created(String name) {
        DataFolder folder = DataFolder.at(temporary.resolve(name));
        folder.create();
        return folder;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
