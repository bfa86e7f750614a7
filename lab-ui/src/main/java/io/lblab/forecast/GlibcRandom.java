package io.lblab.forecast;

/// `random()` of the GNU C library after `srandom(seed)`: each number is the sum of those 3 and 31
/// before it, without its lowest bit. An nginx on another C library draws other numbers.
public final class GlibcRandom {

    private static final int DEGREE = 31;
    private static final int SEPARATION = 3;

    private final int[] state = new int[DEGREE];
    private int front = SEPARATION;
    private int rear;

    /// What follows `srandom(seed)`.
    ///
    /// @param seed nginx's is `(pid << 16) ^ second ^ millisecond` of the worker's start
    public GlibcRandom(int seed) {
        int word = seed == 0 ? 1 : seed;
        state[0] = word;
        for (int i = 1; i < DEGREE; i++) {
            // 16807 · word mod 2³¹−1 without leaving 32 bits (Schrage).
            word = 16807 * (word % 127773) - 2836 * (word / 127773);
            if (word < 0) {
                word += Integer.MAX_VALUE;
            }
            state[i] = word;
        }
        for (int i = 0; i < 10 * DEGREE; i++) {
            next();
        }
    }

    /// The next number, 0 to 2³¹−1.
    public long next() {
        state[front] += state[rear];
        int number = state[front] >>> 1;
        front = front + 1 == DEGREE ? 0 : front + 1;
        rear = rear + 1 == DEGREE ? 0 : rear + 1;
        return number;
    }
}
