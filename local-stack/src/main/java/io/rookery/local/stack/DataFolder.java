package io.rookery.local.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The folder a stack keeps everything in: data of the backends, logs, secrets, state. Readable by its owner only; a
 * version file marks it as ours, and only a folder with that mark is ever written to or deleted.
 */
public final class DataFolder {

    /** Raised when a newer Rookery could not run on the data of an older one. */
    static final String VERSION = "1";

    private static final String MARK = "rookery-data ";
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** The folder at this path, which may not exist yet; fails if something else lives there. */
    public static DataFolder at(Path path) {
        DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
        folder.requireOursOrEmpty();
        return folder;
    }

    private void requireOursOrEmpty() {
        if (exists()) {
            String version = read(versionFile()).strip();
            if (!version.equals(MARK + VERSION)) {
                throw new StackException(root + " holds data of another version (" + version + ", this Rookery reads "
                        + MARK + VERSION + "): use the Rookery that made it, or another folder with --data");
            }
        } else if (Files.exists(root)) {
            try (Stream<Path> entries = Files.list(root)) {
                if (entries.findAny().isPresent()) {
                    throw new StackException(root + " is not a Rookery data folder: choose another one with --data");
                }
            } catch (IOException e) {
                throw notUsable(e);
            }
        }
    }

    public boolean exists() {
        return Files.exists(versionFile());
    }

    /** Makes the folder if it is not there; the mark comes first, so that a half-made one is still known as ours. */
    void create() {
        try {
            Files.createDirectories(root, OWNER_ONLY_FOLDER);
            if (!exists()) {
                write(versionFile(), MARK + VERSION + "\n");
            }
            Files.createDirectories(logs(), OWNER_ONLY_FOLDER);
            Files.createDirectories(signingKeys(), OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw notUsable(e);
        }
    }

    private StackException notUsable(Exception e) {
        return new StackException(
                "cannot write to " + root + " (" + e.getMessage() + "): choose another folder with --data", e);
    }

    public Path root() {
        return root;
    }

    private Path versionFile() {
        return root.resolve("VERSION");
    }

    private Path stateFile() {
        return root.resolve("state.json");
    }

    private Path secretsFile() {
        return root.resolve("secrets/secrets.json");
    }

    private Path seedFile() {
        return root.resolve("seed");
    }

    Path signingKeys() {
        return root.resolve("secrets/signing-keys");
    }

    private Path logs() {
        return root.resolve("logs");
    }

    /** The log of a component; it exists from its first start on. */
    public Path log(Component component) {
        return logs().resolve(component.title() + ".log");
    }

    Path directory(Component component) {
        return root.resolve(component.title());
    }

    StackLock lock(Duration patience) {
        return StackLock.acquire(root.resolve("lock"), patience);
    }

    StackState state() {
        return Files.exists(stateFile()) ? parse(stateFile(), StackState.class) : StackState.NEW;
    }

    void save(StackState state) {
        write(stateFile(), Json.MAPPER.writeValueAsString(state));
    }

    /** Makes the secrets at the first call. Two processes must not do so at once: hold the lock. */
    public Secrets secrets() {
        if (!Files.exists(secretsFile())) {
            write(signingKeys().resolve("0001.pem"), newSigningKey());
            write(secretsFile(), Json.MAPPER.writeValueAsString(Secrets.random(new SecureRandom())));
        }
        return parse(secretsFile(), Secrets.class);
    }

    private static String newSigningKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Whether this world was seeded; empty as long as the first start has not finished. */
    public Optional<Boolean> seeded() {
        return Files.exists(seedFile())
                ? Optional.of(Boolean.parseBoolean(read(seedFile()).strip()))
                : Optional.empty();
    }

    public void rememberSeeded(boolean seeded) {
        write(seedFile(), seeded + "\n");
    }

    /** Deletes the folder with all data in it. */
    void delete() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new StackException("cannot delete " + root + ": " + e.getMessage(), e);
        }
    }

    private static <T> T parse(Path file, Class<T> type) {
        try {
            return Json.MAPPER.readValue(read(file), type);
        } catch (JacksonException e) {
            throw new StackException(file + " cannot be read: restore it, or delete the data folder", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, and never readable by others in between. */
    private void write(Path file, String content) {
        try {
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".draft", "", OWNER_ONLY_FILE);
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notUsable(e);
        }
    }
}
