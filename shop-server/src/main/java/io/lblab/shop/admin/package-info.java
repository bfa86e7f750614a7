/// What the shop's own people do.
@NullMarked
package io.lblab.shop.admin;

import org.jspecify.annotations.NullMarked;
