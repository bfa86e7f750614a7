package io.lblab.shop.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

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

        ConsoleAppender<ILoggingEvent> stdout = new ConsoleAppender<>();
        stdout.setContext(context);
        stdout.setEncoder(encoder);
        stdout.start();

        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setQueueSize(8192);
        async.setDiscardingThreshold(0);
        async.addAppender(stdout);
        async.start();

        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("ROOT").addAppender(async);
        context.getLogger("io.lblab.shop").setLevel(Level.INFO);
        // The clients repeat themselves while a server is away; the shop says it once.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        context.getLogger("redis.clients").setLevel(Level.ERROR);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        context.getLogger("io.javalin").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
