/// What all screens share: the stack, nginx's live configuration, the run of traffic. No nodes.
@NullMarked
package io.lblab.ui.model;

import org.jspecify.annotations.NullMarked;
