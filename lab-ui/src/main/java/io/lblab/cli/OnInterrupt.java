package io.lblab.cli;

/// Does something when the program is ended (Ctrl+C, SIGTERM) before this guard is closed.
final class OnInterrupt implements AutoCloseable {

    /// What to do; its failure can only be told.
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final Thread hook;

    private OnInterrupt(Thread hook) {
        this.hook = hook;
    }

    static OnInterrupt run(Terminal terminal, Action action) {
        Thread hook =
                new Thread(
                        () -> {
                            try {
                                action.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (Exception e) {
                                terminal.complain(String.valueOf(e.getMessage()));
                            }
                        },
                        "on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnInterrupt(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is running; it will finish what it does.
        }
    }
}
