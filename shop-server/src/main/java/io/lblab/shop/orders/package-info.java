/// Purchases: orders, their outbox, and the queue that carries them to the payments worker.
@NullMarked
package io.lblab.shop.orders;

import org.jspecify.annotations.NullMarked;
