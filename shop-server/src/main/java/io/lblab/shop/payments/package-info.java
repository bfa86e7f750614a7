/// The payments worker: gateway delay, reservation of stock, paid or failed, dead letters.
@NullMarked
package io.lblab.shop.payments;

import org.jspecify.annotations.NullMarked;
