/// Settings from the environment, validated before anything starts.
@NullMarked
package io.lblab.shop.config;

import org.jspecify.annotations.NullMarked;
