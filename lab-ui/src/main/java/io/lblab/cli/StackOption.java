package io.lblab.cli;

import io.lblab.stack.StackKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--stack`, the same for every command that has it.
final class StackOption {

    @Option(
            names = "--stack",
            paramLabel = "local|compose",
            converter = Kind.class,
            description =
                    "What to run on: local processes or Docker Compose. Without it the lab takes Compose where a Docker"
                            + " engine answers, else local processes.")
    private @Nullable StackKind kind;

    Optional<StackKind> kind() {
        return Optional.ofNullable(kind);
    }

    static final class Kind implements ITypeConverter<StackKind> {
        @Override
        public StackKind convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "local" -> StackKind.LOCAL;
                case "compose", "docker" -> StackKind.COMPOSE;
                default ->
                        throw new TypeConversionException(
                                "\"" + value + "\" is no stack: use local or compose");
            };
        }
    }
}
