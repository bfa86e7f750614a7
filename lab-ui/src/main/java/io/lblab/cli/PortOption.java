package io.lblab.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--port`, the same for every command that starts a stack.
final class PortOption {

    @Option(
            names = "--port",
            paramLabel = "N|auto",
            converter = PortOrAuto.class,
            description =
                    "Where nginx answers on 127.0.0.1; auto picks a free port. Without it 8000, on Compose the LAB_PORT"
                            + " that compose/.env or the environment sets.")
    private @Nullable Integer port;

    /// Empty leaves it to the stack, 0 picks a free one.
    OptionalInt port() {
        Integer asked = port;
        return asked == null ? OptionalInt.empty() : OptionalInt.of(asked);
    }

    static final class PortOrAuto implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.equals("auto") || value.equals("0")) {
                return 0;
            }
            try {
                int port = Integer.parseInt(value);
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is no port: use a number from 1 to 65535, or auto");
        }
    }
}
