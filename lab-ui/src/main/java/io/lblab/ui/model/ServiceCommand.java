package io.lblab.ui.model;

import io.lblab.stack.Service;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;

/// What can be done to one service.
public enum ServiceCommand {
    START,
    STOP,
    RESTART,
    KILL;

    /// Whether it makes sense for a service in that state.
    public boolean fits(Service service) {
        boolean running = service.state() == Service.State.RUNNING;
        return switch (this) {
            case START ->
                    service.state() == Service.State.STOPPED
                            || service.state() == Service.State.CRASHED;
            case STOP, RESTART, KILL -> running;
        };
    }

    void run(Stack stack, String service) throws StackException, InterruptedException {
        switch (this) {
            case START -> stack.startService(service);
            case STOP -> stack.stopService(service);
            case RESTART -> stack.restartService(service);
            case KILL -> stack.killService(service);
        }
    }
}
