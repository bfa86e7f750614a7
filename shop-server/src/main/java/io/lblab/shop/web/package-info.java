/// What every answer shares: instance header, request log, error answers, static files.
@NullMarked
package io.lblab.shop.web;

import org.jspecify.annotations.NullMarked;
