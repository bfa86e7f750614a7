/// The terminal commands.
@NullMarked
package io.lblab.cli;

import org.jspecify.annotations.NullMarked;
