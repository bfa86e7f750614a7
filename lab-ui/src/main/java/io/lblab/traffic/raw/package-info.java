/// The engine for raw load: HTTP/1.1 over selector loops, nothing allocated per request but its
/// sample.
@NullMarked
package io.lblab.traffic.raw;

import org.jspecify.annotations.NullMarked;
