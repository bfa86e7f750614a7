/// Whether stock, movements and orders add up.
@NullMarked
package io.lblab.shop.consistency;

import org.jspecify.annotations.NullMarked;
