package io.lblab.stack;

/// What the stack runs on.
public enum StackKind {
    LOCAL("local processes"),
    COMPOSE("Docker Compose");

    private final String title;

    StackKind(String title) {
        this.title = title;
    }

    /// How people call it.
    public String title() {
        return title;
    }
}
