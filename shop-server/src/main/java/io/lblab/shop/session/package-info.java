/// Sessions: who asks, by a cookie, and where that is remembered.
@NullMarked
package io.lblab.shop.session;

import org.jspecify.annotations.NullMarked;
