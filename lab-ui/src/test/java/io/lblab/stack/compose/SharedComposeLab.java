package io.lblab.stack.compose;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands every test class the same running stack, which is stopped after the last one. A start that
/// failed is not tried again for each test.
final class SharedComposeLab implements ParameterResolver {

    private static final ExtensionContext.Namespace HERE =
            ExtensionContext.Namespace.create(SharedComposeLab.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ComposeLab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent("lab", key -> new Shared(), Shared.class)
                .lab
                .join();
    }

    /// The one stack, or why there is none.
    private static final class Shared implements AutoCloseable {

        private final CompletableFuture<ComposeLab> lab = new CompletableFuture<>();

        Shared() {
            try {
                lab.complete(ComposeLab.started());
            } catch (Exception e) {
                lab.completeExceptionally(e);
            }
        }

        @Override
        public void close() {
            if (!lab.isCompletedExceptionally()) {
                lab.join().close();
            }
        }
    }
}
