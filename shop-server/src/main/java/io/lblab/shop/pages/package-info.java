/// The HTML pages.
@NullMarked
package io.lblab.shop.pages;

import org.jspecify.annotations.NullMarked;
