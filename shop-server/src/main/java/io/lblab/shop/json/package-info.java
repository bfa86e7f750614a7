/// Reading and writing JSON.
@NullMarked
package io.lblab.shop.json;

import org.jspecify.annotations.NullMarked;
