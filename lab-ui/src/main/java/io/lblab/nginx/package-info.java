/// Turns an upstream into nginx.conf text, applies it to a running nginx and reads nginx's own
/// access log.
@NullMarked
package io.lblab.nginx;

import org.jspecify.annotations.NullMarked;
