package io.lblab.stack.compose;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands every test class the same running stack, which is stopped after the last one.
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
                .computeIfAbsent("lab", key -> start(), ComposeLab.class);
    }

    private static ComposeLab start() {
        try {
            return ComposeLab.started();
        } catch (Exception e) {
            throw new IllegalStateException("The shared stack does not start.", e);
        }
    }
}
