/// What the shop says on standard output.
@NullMarked
package io.lblab.shop.log;

import org.jspecify.annotations.NullMarked;
