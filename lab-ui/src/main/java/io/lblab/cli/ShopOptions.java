package io.lblab.cli;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Where the shop keeps its data, the same for every command that starts a stack.
final class ShopOptions {

    @Option(
            names = "--database",
            paramLabel = "sqlite|postgresql",
            converter = DatabaseByName.class,
            description =
                    "Where orders, customers and products are: in one SQLite file that every instance opens (the default),"
                            + " or in PostgreSQL.")
    private @Nullable Database database;

    @Option(
            names = "--stock",
            paramLabel = "database|redis",
            converter = StockByName.class,
            description =
                    "Where pieces are counted: in the database (the default), or in Redis with the database written behind.")
    private @Nullable StockStore stock;

    @Option(
            names = "--sessions",
            paramLabel = "redis|memory",
            converter = SessionsByName.class,
            description =
                    "Where sessions and carts are: in Redis, or in the memory of the instance that has them. Without it what"
                            + " SESSION_STORE says, else Redis.")
    private @Nullable SessionStore sessions;

    /// What was chosen, and for the rest the usual.
    ShopChoices choices(ShopChoices usual) {
        return new ShopChoices(
                Objects.requireNonNullElse(database, usual.database()),
                Objects.requireNonNullElse(stock, usual.stock()),
                Objects.requireNonNullElse(sessions, usual.sessions()));
    }

    static final class DatabaseByName implements ITypeConverter<Database> {
        @Override
        public Database convert(String value) {
            return byName(Database.class, value, "database");
        }
    }

    static final class StockByName implements ITypeConverter<StockStore> {
        @Override
        public StockStore convert(String value) {
            return byName(StockStore.class, value, "place for the stock");
        }
    }

    static final class SessionsByName implements ITypeConverter<SessionStore> {
        @Override
        public SessionStore convert(String value) {
            return byName(SessionStore.class, value, "place for sessions");
        }
    }

    private static <E extends Enum<E>> E byName(Class<E> choices, String value, String what) {
        StringBuilder names = new StringBuilder();
        for (E choice : choices.getEnumConstants()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(value.toLowerCase(Locale.ROOT))) {
                return choice;
            }
            names.append(names.isEmpty() ? "" : " or ").append(name);
        }
        throw new TypeConversionException("\"" + value + "\" is no " + what + ": use " + names);
    }
}
