/// The SQLite file: one writer, pooled readers, migration under an inter-process lock.
@NullMarked
package io.lblab.shop.store;

import org.jspecify.annotations.NullMarked;
