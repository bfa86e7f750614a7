package io.lblab.shop.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/// SQL over the table `customers`.
final class CustomerTable {
    private static final String COLUMNS = "id, email, name, role, created_at";

    private CustomerTable() {}

    static Optional<Customer> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM customers WHERE id = ?")) {
            select.setLong(1, id);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(customer(row)) : Optional.empty();
        }
    }

    static Optional<Credentials> credentials(Connection connection, String email)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + ", password_hash FROM customers WHERE email = ?")) {
            select.setString(1, email);
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.of(new Credentials(customer(row), row.getString(6)))
                    : Optional.empty();
        }
    }

    /// Inserts an account; empty when the e-mail address has one.
    static Optional<Customer> insert(
            Connection connection, String email, String name, String passwordHash, long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO customers (email, name, password_hash, role, created_at)
                        VALUES (?, ?, ?, 'customer', ?)
                        ON CONFLICT (email) DO NOTHING
                        RETURNING id, email, name, role, created_at
                        """)) {
            insert.setString(1, email);
            insert.setString(2, name);
            insert.setString(3, passwordHash);
            insert.setLong(4, now);
            ResultSet row = insert.executeQuery();
            return row.next() ? Optional.of(customer(row)) : Optional.empty();
        }
    }

    /// Sets password and role of the account with this address, if there is one.
    static void change(Connection connection, String email, String passwordHash, Customer.Role role)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE customers SET password_hash = ?, role = ? WHERE email = ?")) {
            update.setString(1, passwordHash);
            update.setString(2, role.name().toLowerCase(Locale.ROOT));
            update.setString(3, email);
            update.executeUpdate();
        }
    }

    private static Customer customer(ResultSet row) throws SQLException {
        return new Customer(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Customer.Role.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getLong(5));
    }

    /// An account and the hash of its password.
    record Credentials(Customer customer, String passwordHash) {}
}
