/// From a cart to an order: where it goes, how it is paid, and that it is placed once.
@NullMarked
package io.lblab.shop.checkout;

import org.jspecify.annotations.NullMarked;
