/// Main programs, composition and settings.
@NullMarked
package io.lblab.app;

import org.jspecify.annotations.NullMarked;
