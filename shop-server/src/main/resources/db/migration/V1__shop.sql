-- Money in cents, times in milliseconds since 1970, states in words.

CREATE TABLE products (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    picture     TEXT    NOT NULL,           -- what is drawn, and in which colours
    description TEXT    NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
    seed_stock  INTEGER NOT NULL CHECK (seed_stock >= 0),
    stock       INTEGER NOT NULL CHECK (stock >= 0),
    -- Grows with every change of the row, also across a database that was deleted and seeded anew
    -- (it starts from the clock): a cache never replaces newer by older.
    version     INTEGER NOT NULL
);

CREATE TABLE orders (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id       INTEGER NOT NULL REFERENCES products (id),
    quantity         INTEGER NOT NULL CHECK (quantity > 0),
    unit_price_cents INTEGER NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('pending', 'paid', 'failed', 'cancelled')),
    reason           TEXT,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
);
CREATE INDEX orders_pending ON orders (id) WHERE state = 'pending';

-- Messages that the broker has not confirmed yet, written with their order.
CREATE TABLE outbox (
    order_id   INTEGER PRIMARY KEY REFERENCES orders (id),
    payload    TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('pending', 'sent', 'cancelled')),
    created_at INTEGER NOT NULL
);
CREATE INDEX outbox_pending ON outbox (created_at) WHERE state = 'pending';

-- seed_stock + sum(delta) = stock, for every product.
CREATE TABLE stock_movements (
    id         INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id),
    delta      INTEGER NOT NULL,
    reason     TEXT    NOT NULL CHECK (reason IN ('order', 'set')),
    order_id   INTEGER UNIQUE REFERENCES orders (id),
    created_at INTEGER NOT NULL
);
CREATE INDEX stock_movements_product ON stock_movements (product_id);
