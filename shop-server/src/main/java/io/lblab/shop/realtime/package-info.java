/// Server-sent events: every stock change to every open page.
@NullMarked
package io.lblab.shop.realtime;

import org.jspecify.annotations.NullMarked;
