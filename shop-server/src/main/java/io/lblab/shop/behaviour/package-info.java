/// How one instance is made slow, flaky or loaded, for experiments.
@NullMarked
package io.lblab.shop.behaviour;

import org.jspecify.annotations.NullMarked;
