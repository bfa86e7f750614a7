/// Pure models of nginx's balancing algorithms: which server gets the next request. Imports only
/// the JDK and `upstream`.
///
/// Each model says what nginx does in terms of its own state (weights, requests in flight,
/// failures, whole seconds), as observed from nginx 1.22.1 and found the same in 1.31.4. One class
/// is one balancing method.
@NullMarked
package io.lblab.forecast;

import org.jspecify.annotations.NullMarked;
