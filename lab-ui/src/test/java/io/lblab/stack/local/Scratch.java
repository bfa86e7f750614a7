package io.lblab.stack.local;

import io.lblab.stack.*;
import java.nio.file.Path;

class Scratch {
    public static void main(String[] a) throws Exception {
        LocalStack s = new LocalStack(Path.of("/tmp/lbhome"), System.getenv());
        System.out.println(s.unavailable());
        long t0 = System.nanoTime();
        if (a[0].equals("up")) {
            System.out.println(
                    "TOOK "
                            + s.start(
                                    new StackOptions(0, 2, a.length > 1),
                                    p ->
                                            System.out.printf(
                                                    "%5d %s%n",
                                                    (System.nanoTime() - t0) / 1000000, p)));
            s.services().forEach(System.out::println);
        } else s.stop(p -> System.out.printf("%5d %s%n", (System.nanoTime() - t0) / 1000000, p));
        System.out.println("total " + (System.nanoTime() - t0) / 1000000);
        s.close();
    }
}
