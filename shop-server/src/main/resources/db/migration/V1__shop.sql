-- Money in cents, times in milliseconds since 1970, states in words. The same text for SQLite and
-- PostgreSQL: ${id} is a key that the database counts up.

CREATE TABLE products (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    picture     TEXT    NOT NULL,           -- what is drawn, and in which colours
    description TEXT    NOT NULL,
    price_cents BIGINT  NOT NULL CHECK (price_cents >= 0),
    seed_stock  INTEGER NOT NULL CHECK (seed_stock >= 0),
    stock       INTEGER NOT NULL CHECK (stock >= 0),
    -- Grows with every change of the row, also across a database that was deleted and seeded anew
    -- (it starts from the clock): a cache never replaces newer by older.
    version     BIGINT  NOT NULL,
    active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)) -- 0: no longer on the shelves
);

CREATE TABLE customers (
    id            ${id},
    email         TEXT   NOT NULL UNIQUE, -- in lower case
    name          TEXT   NOT NULL,
    password_hash TEXT   NOT NULL,
    role          TEXT   NOT NULL CHECK (role IN ('customer', 'admin')),
    created_at    BIGINT NOT NULL
);

CREATE TABLE orders (
    id          ${id},
    customer_id BIGINT REFERENCES customers (id), -- none: bought without an account
    state       TEXT   NOT NULL
        CHECK (state IN ('pending', 'paid', 'shipped', 'delivered', 'failed', 'cancelled')),
    reason      TEXT   NOT NULL DEFAULT '',
    total_cents BIGINT NOT NULL,
    ship_to     TEXT,
    card        TEXT, -- the last four digits
    declined    INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1)), -- what the mock bank will say
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);
CREATE INDEX orders_pending ON orders (id) WHERE state = 'pending';
CREATE INDEX orders_customer ON orders (customer_id, id);

CREATE TABLE order_lines (
    order_id         BIGINT  NOT NULL REFERENCES orders (id),
    position         INTEGER NOT NULL, -- from 1
    product_id       BIGINT  NOT NULL REFERENCES products (id),
    quantity         INTEGER NOT NULL CHECK (quantity > 0),
    unit_price_cents BIGINT  NOT NULL,
    PRIMARY KEY (order_id, position),
    UNIQUE (order_id, product_id)
);

-- An Idempotency-Key and the order it made.
CREATE TABLE idempotency_keys (
    name        TEXT   PRIMARY KEY,
    fingerprint TEXT   NOT NULL, -- of the request: a key is for one
    order_id    BIGINT REFERENCES orders (id) -- null only within the transaction that makes it
);

-- Messages that the broker has not confirmed yet, written with their order.
CREATE TABLE outbox (
    order_id   BIGINT PRIMARY KEY REFERENCES orders (id),
    payload    TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('pending', 'sent', 'cancelled')),
    created_at BIGINT NOT NULL
);
CREATE INDEX outbox_pending ON outbox (created_at) WHERE state = 'pending';

-- seed_stock + sum(delta) = stock, for every product.
CREATE TABLE stock_movements (
    id         ${id},
    product_id BIGINT  NOT NULL REFERENCES products (id),
    delta      INTEGER NOT NULL,
    reason     TEXT    NOT NULL CHECK (reason IN ('order', 'return', 'set')),
    order_id   BIGINT REFERENCES orders (id),
    created_at BIGINT  NOT NULL,
    UNIQUE (order_id, product_id, reason)
);
CREATE INDEX stock_movements_product ON stock_movements (product_id);

-- How far the journal that Redis keeps (STOCK_STORE=redis) has been written here. One row.
CREATE TABLE stock_sync (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    epoch   TEXT NOT NULL, -- which loading of Redis the journal belongs to
    last_id TEXT NOT NULL  -- the last journal entry written here
);
INSERT INTO stock_sync (id, epoch, last_id) VALUES (1, '', '0');
