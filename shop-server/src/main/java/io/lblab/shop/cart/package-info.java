/// Carts: of a session until its customer logs in, of the customer from then on.
@NullMarked
package io.lblab.shop.cart;

import org.jspecify.annotations.NullMarked;
