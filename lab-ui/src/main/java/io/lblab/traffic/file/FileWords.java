package io.lblab.traffic.file;

import io.lblab.traffic.InvalidPlanException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What is said of a file that can't be read or written: the exceptions of the file system often
/// name no more than the file.
final class FileWords {

    private FileWords() {}

    /// @param kind what the file is: `plan`
    static InvalidPlanException unread(String kind, Path file, IOException failure) {
        return new InvalidPlanException(
                switch (failure) {
                    case NoSuchFileException _ -> "There is no %s file %s.".formatted(kind, file);
                    case CharacterCodingException _ ->
                            "The %s file %s is no text in UTF-8: save it as such."
                                    .formatted(kind, file);
                    default ->
                            "The %s file %s can't be read: %s."
                                    .formatted(kind, file, reason(failure));
                });
    }

    /// @param kind what the file is to be: `plan`
    static InvalidPlanException unwritten(String kind, Path file, IOException failure) {
        return new InvalidPlanException(
                "The %s can't be written to %s: %s."
                        .formatted(
                                kind,
                                file,
                                failure instanceof NoSuchFileException
                                        ? "there is no such folder"
                                        : reason(failure)));
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "that is not allowed";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        };
    }
}
