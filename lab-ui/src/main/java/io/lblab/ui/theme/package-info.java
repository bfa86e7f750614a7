/// Light and dark: colours, fonts and the style sheet.
@NullMarked
package io.lblab.ui.theme;

import org.jspecify.annotations.NullMarked;
