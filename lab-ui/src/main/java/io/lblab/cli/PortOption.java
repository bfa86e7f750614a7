package io.lblab.cli;

import io.lblab.stack.StackOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--port`, the same for every command that starts a stack.
final class PortOption {

    @Option(
            names = "--port",
            paramLabel = "N|auto",
            converter = PortOrAuto.class,
            defaultValue = "8000",
            description =
                    "Where nginx answers on 127.0.0.1 (default: ${DEFAULT-VALUE}); auto picks a free port.")
    private int port = StackOptions.DEFAULT_PORT;

    int port() {
        return port;
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
