/// What is sold: products, their seed, their pictures, and the reads of them.
@NullMarked
package io.lblab.shop.catalogue;

import org.jspecify.annotations.NullMarked;
