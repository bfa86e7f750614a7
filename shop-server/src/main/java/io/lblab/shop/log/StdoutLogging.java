package io.lblab.shop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/// Logback set up in code (its XML costs a tenth of the start): plain lines on standard output,
/// written by a thread of their own so that no request waits for the terminal. Found by Logback as
/// a service.
public final class StdoutLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n%ex");
        encoder.start();

        BatchingAppender stdout =
                new BatchingAppender(encoder, new FileOutputStream(FileDescriptor.out));
        stdout.setContext(context);
        stdout.start();

        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("ROOT").addAppender(stdout);
        context.getLogger("io.lblab.shop").setLevel(Level.INFO);
        // The clients repeat themselves while a server is away; the shop says it once.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        context.getLogger("redis.clients").setLevel(Level.ERROR);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        context.getLogger("io.javalin").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Ends when every line is written; later ones are dropped.
    public static void stop() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.stop();
        }
    }
}
