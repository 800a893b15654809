/*
 * The fastest SMTP server there is: one thread, answers OK to everything and keeps nothing, so that what a bench measures
 * is who sends. It offers no extension: both sides of a comparison talk to it one command at a time. Prints its port, and
 * ends when its standard input does.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define MOST 64
#define INPUT 65536
#define END "\r\n.\r\n"

/* Of each connection: whether a message is coming, and how much of its end has come. */
static struct pollfd fds[MOST + 2];
static int in_message[MOST + 2], matched[MOST + 2];
static int count = 2;

static void say(int at, const char *line) {
  if (write(fds[at].fd, line, strlen(line)) < 0) in_message[at] = 0;
}

static void drop(int at) {
  close(fds[at].fd);
  count -= 1;
  fds[at] = fds[count];
  in_message[at] = in_message[count];
  matched[at] = matched[count];
}

/* One command comes at a time, and a message ends with what was read. Returns 0 when the connection is over. */
static int hear(int at) {
  static char input[INPUT];
  ssize_t length = read(fds[at].fd, input, INPUT);
  if (length <= 0) return 0;
  if (in_message[at]) {
    for (ssize_t n = 0; n < length && matched[at] < 5; n++)
      matched[at] = input[n] == END[matched[at]] ? matched[at] + 1 : input[n] == '\r';
    if (matched[at] < 5) return 1;
    in_message[at] = 0;
    say(at, "250 2.0.0 taken\r\n");
  } else if (length >= 4 && strncasecmp(input, "DATA", 4) == 0) {
    in_message[at] = 1;
    matched[at] = 2;
    say(at, "354 go ahead\r\n");
  } else if (length >= 4 && strncasecmp(input, "QUIT", 4) == 0) {
    say(at, "221 bye\r\n");
    return 0;
  } else {
    say(at, "250 ok\r\n");
  }
  return 1;
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int server = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  if (bind(server, (struct sockaddr *)&address, size) || listen(server, MOST)) return 1;
  getsockname(server, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  fds[0] = (struct pollfd){.fd = server, .events = POLLIN};
  fds[1] = (struct pollfd){.fd = 0, .events = POLLIN};
  while (poll(fds, count, -1) > 0) {
    if (fds[1].revents) return 0;
    for (int at = count - 1; at > 1; at--)
      if (fds[at].revents && !hear(at)) drop(at);
    if (!fds[0].revents || count >= MOST + 2) continue;
    int fd = accept(server, NULL, NULL);
    if (fd < 0) continue;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fds[count] = (struct pollfd){.fd = fd, .events = POLLIN};
    in_message[count] = 0;
    say(count, "220 sink ESMTP\r\n");
    count += 1;
  }
  return 0;
}
