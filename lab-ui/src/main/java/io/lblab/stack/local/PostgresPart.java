package io.lblab.stack.local;

import io.lblab.nginx.CommandResult;
import io.lblab.stack.Service.Role;
import io.lblab.stack.StackException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real PostgreSQL server, with data of its own that a stop removes. Who wants in needs the
/// stack's token as a password.
record PostgresPart(Context context) {

    static final String NAME = "postgres";

    private static final String USER = "shop";
    private static final String DATABASE = "postgres"; // the one that initdb makes
    private static final int CONNECTIONS_OF_AN_INSTANCE = 12;
    private static final int PROTOCOL = 3 << 16;

    /// Makes an empty database.
    ///
    /// @throws StackException when it can't be made, with the last words of `initdb`
    void make() throws StackException, IOException, InterruptedException {
        Path home = context.folder().database();
        Files.createDirectories(home.getParent());
        Files.createDirectory(home, ownersAlone("rwx------"));
        Path password = Files.createFile(home.resolve("password"), ownersAlone("rw-------"));
        Files.writeString(password, context.token());
        if (PostgresPrograms.refuseThisUser()) {
            var nobody =
                    home.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(PostgresPrograms.NOBODY);
            Files.setOwner(password, nobody);
            Files.setOwner(home, nobody);
        }
        CommandResult made =
                Commands.run(
                        programs()
                                .command(
                                        "initdb",
                                        "--pgdata=" + data(),
                                        "--username=" + USER,
                                        "--pwfile=" + password,
                                        "--auth=scram-sha-256",
                                        "--encoding=UTF8",
                                        "--locale=C",
                                        "--no-sync"),
                        home);
        Files.delete(password);
        if (!made.succeeded()) {
            throw new StackException(
                    "PostgreSQL can't make its data folder; initdb said: "
                            + made.output().strip().replaceAll("\\s*\n\\s*", " | "));
        }
    }

    ServiceSpec spec() throws StackException {
        Endpoint at = context.addresses().postgres();
        int instances = context.addresses().apps().size();
        return new ServiceSpec(
                NAME,
                Role.DATABASE,
                Optional.empty(),
                programs()
                        .command(
                                "postgres",
                                "-D",
                                data(),
                                "-h",
                                at.host(),
                                "-p",
                                String.valueOf(at.port()),
                                "-c",
                                "unix_socket_directories=",
                                // In files of the data folder, so that nothing outlives it.
                                "-c",
                                "dynamic_shared_memory_type=mmap",
                                "-c",
                                "max_connections=" + (20 + CONNECTIONS_OF_AN_INSTANCE * instances)),
                Map.of(),
                context.folder().database(),
                context.folder().log(NAME),
                List.of(context.folder().log(NAME)),
                List.of(at),
                this::letsIn,
                // Not SIGTERM: by that the server waits until its last client has gone.
                Optional.of(programs().command("pg_ctl", "stop", "-D", data(), "-m", "fast", "-W")),
                Duration.ofSeconds(10),
                "orders and customers");
    }

    /// For `DB_URL`; holds the password.
    String url() {
        return "jdbc:postgresql://%s/%s?user=%s&password=%s"
                .formatted(context.addresses().postgres(), DATABASE, USER, context.token());
    }

    /// Whether it asks for a password (`R`); while it starts or recovers it answers with an error.
    private boolean letsIn() {
        try (Socket socket = new Socket()) {
            socket.connect(context.addresses().postgres().address(), 500);
            socket.setSoTimeout(500);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] who =
                    "user\0%s\0database\0%s\0\0"
                            .formatted(USER, DATABASE)
                            .getBytes(StandardCharsets.US_ASCII);
            DataOutputStream message = new DataOutputStream(bytes);
            message.writeInt(2 * Integer.BYTES + who.length);
            message.writeInt(PROTOCOL);
            message.write(who);
            socket.getOutputStream().write(bytes.toByteArray());
            return socket.getInputStream().read() == 'R';
        } catch (IOException notYet) {
            return false;
        }
    }

    private PostgresPrograms programs() throws StackException {
        return context.programs().postgresOrCure();
    }

    private String data() {
        return context.folder().database().resolve("data").toString();
    }

    private static FileAttribute<?> ownersAlone(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /// Gives back the few bytes of System V shared memory that a server leaves which was killed and
    /// not started again. Its processes must have ended.
    static void releaseMemory(Folder folder) throws InterruptedException {
        try {
            List<String> notes =
                    Files.readAllLines(folder.database().resolve("data/postmaster.pid"));
            // The seventh line: key and number of the segment.
            String[] segment = notes.size() < 7 ? new String[0] : notes.get(6).strip().split(" +");
            if (segment.length == 2) {
                Commands.run(List.of("ipcrm", "-m", segment[1]));
            }
        } catch (IOException endedAsItShould) {
            return;
        }
    }
}
