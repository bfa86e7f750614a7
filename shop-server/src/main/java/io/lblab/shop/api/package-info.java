/// What the shop says of its own interface.
@NullMarked
package io.lblab.shop.api;

import org.jspecify.annotations.NullMarked;
