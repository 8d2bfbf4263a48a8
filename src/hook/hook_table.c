/* The list of tables of hooked symbols. To add one: a line here and the header that declares it. */
#include "hook.h"
#include "hook_close.h"
#include "hook_dl.h"
#include "hook_io.h"
#include "hook_record_lock.h"
#include "hook_signal.h"
#include "hook_thread.h"

const corokit_hook_entry_t *const corokit_hook_tables[] = {
	corokit_hook_poll_table,
	corokit_hook_connect_table,
	corokit_hook_accept_table,
	corokit_hook_recv_table,
	corokit_hook_send_table,
	corokit_hook_rw_table,
	corokit_hook_sleep_table,
	corokit_hook_dns_table,
	corokit_hook_flock_table,
	corokit_hook_record_lock_table,
	corokit_hook_sync_table,
	corokit_hook_offload_table,
	corokit_hook_process_table,
	corokit_hook_ipc_table,
	corokit_hook_sigwait_table,
	corokit_hook_close_table,
	corokit_hook_dl_table,
	corokit_hook_signal_table,
	corokit_hook_thread_table,
	NULL
};
