package io.lblab.shop.accounts;

import io.javalin.http.Context;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes accounts and finds out who is who.
public final class Accounts {
    /// The address of the account that [#keepAdmin] makes; nobody can register it.
    public static final String ADMIN = "admin@shop.local";

    static final int FAILURES_PER_EMAIL = 5;
    static final int FAILURES_PER_ADDRESS = 20;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,253}");
    private static final String CUSTOMER = "io.lblab.shop.customer";

    private final Database database;
    private final Sessions sessions;
    private final AttemptLimit attempts;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    /// What became of a registration.
    public sealed interface Registration {
        record Done(Customer customer) implements Registration {}

        /// Nothing was kept; the words say what mends it.
        record Refused(String words) implements Registration {}
    }

    /// What became of a log-in.
    public sealed interface LogIn {
        record Done(Customer customer) implements LogIn {}

        /// Unknown address or wrong password: nobody is told which.
        record Wrong() implements LogIn {}

        /// Too many failures, for this long.
        record Wait(Duration duration) implements LogIn {}
    }

    public Accounts(Database database, Sessions sessions, AttemptLimit attempts, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.attempts = attempts;
        this.clock = clock;
    }

    /// Makes an account.
    public Registration register(String name, String email, String password) {
        String known = name.strip();
        String address = normal(email);
        if (known.isEmpty()
                || known.length() > LONGEST_NAME
                || known.codePoints().anyMatch(Character::isISOControl)) {
            return new Registration.Refused(
                    "Please give a name of 1 to %d characters.".formatted(LONGEST_NAME));
        }
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            return new Registration.Refused(
                    "That is not an e-mail address: it needs a part before and one after the @.");
        }
        if (!Passwords.isUsable(password)) {
            return new Registration.Refused(
                    "Please choose a password of at least %d characters and at most %d bytes."
                            .formatted(Passwords.SHORTEST, Passwords.LONGEST_BYTES));
        }
        return insert(known, address, password)
                .<Registration>map(Registration.Done::new)
                .orElseGet(() ->
                        new Registration.Refused(
                                "There is an account with this e-mail address already. Log in"
                                        + " instead."));
    }

    /// Checks a password. An unknown address takes as long as a wrong password.
    ///
    /// @param address of the client, for the limit
    /// @throws io.lblab.shop.session.SessionsAway when the limit cannot be looked up
    public LogIn logIn(String email, String password, String address) {
        String known = normal(email);
        String byAddress = "address:" + address;
        String byEmail = "email:" + (known.length() > LONGEST_EMAIL ? "too long" : known);
        Optional<Duration> wait = attempts.begin(byAddress, FAILURES_PER_ADDRESS, WINDOW);
        if (wait.isEmpty()) {
            wait = attempts.begin(byEmail, FAILURES_PER_EMAIL, WINDOW);
            if (wait.isPresent()) {
                attempts.undo(byAddress);
            }
        }
        if (wait.isPresent()) {
            return new LogIn.Wait(wait.get());
        }
        Optional<CustomerTable.Credentials> credentials =
                database.read(c -> CustomerTable.credentials(c, known));
        String hash = credentials.map(CustomerTable.Credentials::passwordHash).orElse("");
        if (!passwords.fits(password, hash)) {
            return new LogIn.Wrong();
        }
        attempts.forget(byEmail);
        attempts.undo(byAddress);
        return new LogIn.Done(credentials.orElseThrow().customer());
    }

    /// Who is logged in. Asks the database once a request, and only for a session with a log-in;
    /// nobody is when sessions cannot be reached.
    public Optional<Customer> of(Context ctx) {
        Session session = sessions.visit(ctx).session();
        Session.Login login = session == null ? null : session.login();
        if (login == null) {
            return Optional.empty();
        }
        Customer known = ctx.attribute(CUSTOMER);
        if (known != null && known.login().equals(login)) {
            return Optional.of(known);
        }
        Optional<Customer> found =
                database.read(c -> CustomerTable.find(c, login.customer()))
                        .filter(customer -> customer.login().equals(login));
        found.ifPresent(customer -> ctx.attribute(CUSTOMER, customer));
        return found;
    }

    /// The account with this id.
    public Optional<Customer> find(long id) {
        return database.read(c -> CustomerTable.find(c, id));
    }

    /// Sees to it that there is an admin with this password, or none that could log in without one.
    public void keepAdmin(@Nullable String password) {
        Optional<CustomerTable.Credentials> known =
                database.read(c -> CustomerTable.credentials(c, ADMIN));
        if (password == null) {
            if (known.isPresent() && known.get().customer().isAdmin()) {
                setAdmin("", Customer.Role.CUSTOMER);
            }
            return;
        }
        if (known.isEmpty()
                || !known.get().customer().isAdmin()
                || !passwords.fits(password, known.get().passwordHash())) {
            setAdmin(passwords.hash(password), Customer.Role.ADMIN);
        }
    }

    private void setAdmin(String hash, Customer.Role role) {
        long now = clock.millis();
        database.writer()
                .write(c -> {
                    var _ = CustomerTable.insert(c, ADMIN, "Admin", hash, now);
                    CustomerTable.change(c, ADMIN, hash, role);
                    return true;
                });
    }

    private Optional<Customer> insert(String name, String email, String password) {
        if (email.equals(ADMIN)) {
            return Optional.empty();
        }
        String hash = passwords.hash(password);
        long now = clock.millis();
        return database.writer().write(c -> CustomerTable.insert(c, email, name, hash, now));
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
