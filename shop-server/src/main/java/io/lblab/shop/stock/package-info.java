/// How many pieces are left: the database's number, its cache, and the news of its changes.
@NullMarked
package io.lblab.shop.stock;

import org.jspecify.annotations.NullMarked;
