package io.lblab.stack.local;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A lab in a process of its own, that starts the local stack and then waits to be killed.
public final class StartingLab {

    private StartingLab() {}

    /// Prints `up` when the stack runs.
    ///
    /// @param arguments the state folder, then maybe `postgresql`
    public static void main(String[] arguments) throws Exception {
        try (LocalStack stack = new LocalStack(Path.of(arguments[0]), System.getenv())) {
            StackOptions options = new StackOptions(0, 2, false);
            stack.start(
                    arguments.length > 1
                            ? options.withShop(
                                    new ShopChoices(
                                            ShopChoices.Database.POSTGRESQL,
                                            ShopChoices.StockStore.DATABASE,
                                            ShopChoices.SessionStore.REDIS))
                            : options,
                    progress -> System.out.println(progress.service() + " " + progress.text()));
            System.out.println("up");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /// Starts one.
    static Process start(Path home, String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        String dist = System.getProperty("lblab.dist", "");
        if (!dist.isEmpty()) {
            command.add("-Dlblab.dist=" + dist);
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartingLab.class.getName(),
                        home.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("lab.out").toFile())
                .start();
    }
}
