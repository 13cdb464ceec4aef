package io.rookery.backends;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL 18, superuser {@value #USER}, password login only. A commit is on disk when it is acknowledged, as in
 * production.
 */
public final class Postgres extends Backend {

    /** The superuser's name. */
    public static final String USER = "rookery";

    private static final String VERSION = "18.6.0";
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";

    /** Small, and nothing that gives up an acknowledged commit. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "32MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("io_method", "sync"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"),
            Map.entry("TimeZone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final Path directory;
    private final int port;
    private final String password;

    /** The password counts when the data is initialised; later the same one must be given. */
    public Postgres(Path directory, int port, String password) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.password = password;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Launch prepare() {
        Path programs = UserCache.folder("postgres-" + VERSION + "-" + platform(), Postgres::unpack)
                .resolve("bin");
        try {
            if (Files.exists(data())) {
                forgetDeadServer();
            } else {
                initialise(programs);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + data(), failed);
        }
        List<String> command = asOrdinaryUser(programs.resolve("postgres"));
        command.addAll(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        return new Launch(name(), command, Map.of(), directory, log());
    }

    @Override
    public boolean ready() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** The address of a database without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * Creates a database of the superuser unless it exists; the server must be ready.
     *
     * @param name lower-case letters, digits and underscores
     */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a database: " + name);
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement, name)) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException failed) {
            if (!DUPLICATE_DATABASE.equals(failed.getSQLState())) {
                throw new IllegalStateException("Cannot create database " + name, failed);
            }
        }
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return row.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    /** Under another name first, so that data which exists is whole. */
    private void initialise(Path programs) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("data.unfinished");
        if (Files.exists(unfinished)) {
            UserCache.delete(unfinished);
        }
        Path passwordFile = Files.createTempFile(
                directory,
                "password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password);
            List<String> command = asOrdinaryUser(programs.resolve("initdb"));
            command.addAll(List.of("-D", unfinished.toString(), "-U", USER, "--pwfile", passwordFile.toString()));
            command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8"));
            command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            int exitCode = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log().toFile()))
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new StartFailedException("postgres could not be initialised" + ChildProcess.lastLines(log()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("postgres was interrupted while it was initialised", interrupted);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, data());
    }

    /**
     * A killed server leaves its pid in a file; once another process has that pid PostgreSQL would take it for the
     * server and not start.
     */
    private void forgetDeadServer() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        Optional<String> program =
                ProcessHandle.of(pid).flatMap(process -> process.info().command());
        if (program.isPresent() && !program.get().endsWith("/postgres")) {
            Files.delete(pidFile);
        }
    }

    /** PostgreSQL refuses to run as root: a user namespace takes the privileges away and leaves the files readable. */
    private static List<String> asOrdinaryUser(Path program) {
        List<String> command = new ArrayList<>();
        if (Machine.userIsRoot()) {
            Path unshare = Machine.program("unshare")
                    .orElseThrow(() -> new StartFailedException("postgres does not run as root, and as there is no"
                            + " `unshare` it has to: start this as another user"));
            command.addAll(List.of(unshare.toString(), "--user"));
        }
        command.add(program.toString());
        return command;
    }

    private static String platform() {
        return (Machine.isMac() ? "darwin" : "linux") + "-" + (Machine.isArm() ? "arm_64" : "x86_64");
    }

    private static void unpack(Path folder) throws IOException {
        String resource = "/postgres-" + platform() + ".txz";
        try (InputStream packed = Postgres.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new StartFailedException("There is no PostgreSQL for this machine: " + resource);
            }
            unpack(new TarArchiveInputStream(new XZCompressorInputStream(packed)), folder);
        }
    }

    private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path path = folder.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(archive, path);
                boolean executable = (entry.getMode() & 0b001_000_000) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
