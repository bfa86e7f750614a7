package io.lblab.shop.pages;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/// A piece of a page that is UTF-8 already. Nobody changes its bytes.
public final class Rendered implements Content {
    private final byte[] bytes;

    Rendered(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeBinaryContent(bytes);
    }

    int length() {
        return bytes.length;
    }
}
