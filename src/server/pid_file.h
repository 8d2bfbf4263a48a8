/* The pid of the supervisor in a file, which appears whole and goes with it. */
#ifndef COROKIT_PID_FILE_H
#define COROKIT_PID_FILE_H

/* 0 or a negative code. The path is copied. */
int  corokit_pid_file_write(const char *path);
/* If this process wrote it and it is still ours. */
void corokit_pid_file_remove(void);

#endif
