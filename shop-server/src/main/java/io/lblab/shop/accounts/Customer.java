package io.lblab.shop.accounts;

import io.lblab.shop.session.Session;

/// An account.
///
/// @param email in lower case, nobody else's
/// @param createdAt milliseconds since 1970
public record Customer(long id, String email, String name, Role role, long createdAt) {
    /// What the account may do.
    public enum Role {
        CUSTOMER,
        /// Everything, the admin pages included.
        ADMIN
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /// What the session of this customer remembers.
    public Session.Login login() {
        return new Session.Login(id, createdAt);
    }
}
