/// What is balanced: an upstream, its servers and the strategy between them. Imports only the JDK.
@NullMarked
package io.lblab.upstream;

import org.jspecify.annotations.NullMarked;
