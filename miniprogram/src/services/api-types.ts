/** Generated from the OpenAPI document by scripts/api-types.mjs; not edited by hand. */

export interface paths {
    "/api/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a wx.login code for a session and the whole first screen. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Login"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `login_code_invalid` 登录凭证已失效，请重新打开小程序。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `account_blocked` 该微信账号暂时无法登录，请在微信安全中心查看。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wechat_unavailable` 微信暂时没有响应，请稍后重试。 */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first screen; 304 when it is still what the phone has. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Home"];
                    };
                };
                /** @description Unchanged since the ETag in If-None-Match. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am to the system: member, roles, application. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete my account: who I am is erased, and every session ends. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeletionRequest"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `last_administrator` 您是组织唯一的管理员，请先把管理员交给其他人，再注销账号。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tasks of one list, where home shows the five most urgent. */
        get: {
            parameters: {
                query: {
                    list: "do" | "write" | "read";
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A "read" item was opened and leaves home. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SeenRequest"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End all of my sessions, this one too. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look my phone number up on the roster. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PhoneCode"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PhoneOutcome"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_member` 您已经加入，无需重复操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `phone_code_invalid` 手机号授权已失效，请重新点击授权。; `phone_unsupported` 目前只支持中国大陆手机号，请使用邀请码或提交申请。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wechat_unavailable` 微信暂时没有响应，请稍后重试。 */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/phone/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove with my full name that the number on the roster is mine, or leave it to staff. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfirmPhone"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinOutcome"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_member` 您已经加入，无需重复操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `claim_expired` 手机号验证已过期，请重新点击授权。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `name_mismatch` 姓名与登记的不一致，请核对后再试。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/invitations/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the invitation code, in either case */
                code: string;
            };
            cookie?: never;
        };
        /** Where an invitation code leads. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the invitation code, in either case */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invitation_unknown` 没有找到这个邀请码，请核对后重新输入。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invitation_expired` 邀请码已失效，请向工作人员索取新的邀请码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Join by invitation. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the invitation code, in either case */
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AcceptInvitation"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinOutcome"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invitation_unknown` 没有找到这个邀请码，请核对后重新输入。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invitation_expired` 邀请码已失效，请向工作人员索取新的邀请码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `phone_code_invalid` 手机号授权已失效，请重新点击授权。; `phone_unsupported` 目前只支持中国大陆手机号，请使用邀请码或提交申请。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wechat_unavailable` 微信暂时没有响应，请稍后重试。 */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every organization that takes applications, by name below its parent. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinableOrganizations"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to join an organization. There is one pending application; asking again returns it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Apply"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinOutcome"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_member` 您已经加入，无需重复操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `phone_code_invalid` 手机号授权已失效，请重新点击授权。; `phone_unsupported` 目前只支持中国大陆手机号，请使用邀请码或提交申请。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wechat_unavailable` 微信暂时没有响应，请稍后重试。 */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/applications/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take my pending application back. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Have WeChat verify my number, where I joined without one: what others read comes from a verified person. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PhoneCode"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `phone_taken` 这个手机号已登记在另一位会员名下，请联系工作人员核对。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `phone_code_invalid` 手机号授权已失效，请重新点击授权。; `phone_unsupported` 目前只支持中国大陆手机号，请使用邀请码或提交申请。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wechat_unavailable` 微信暂时没有响应，请稍后重试。 */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My record at a glance: every section, completeness, and what is best filled in next. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/sections/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the section's key, as the overview lists it */
                key: string;
            };
            cookie?: never;
        };
        /** One section with its form, my answers and the consents it asks for. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the section's key, as the overview lists it */
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SectionDetail"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Save one section, whole; a draft may leave required questions open. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the section's key, as the overview lists it */
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedSection"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `changed_meanwhile` 这一部分刚刚在别处更新过，请核对最新内容后再保存。; `form_outdated` 题目已更新，请刷新后继续填写，已填内容会保留。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_answers` 有几项需要修改，请按提示检查。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/sections/{key}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the section's key, as the overview lists it */
                key: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is there is right: settles pre-filled values, and makes a stale section fresh. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the section's key, as the overview lists it */
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ConfirmRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `changed_meanwhile` 这一部分刚刚在别处更新过，请核对最新内容后再保存。; `nothing_to_confirm` 这一部分还没有内容，请先填写。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every separate consent I am asked for, given or not. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentList"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/consents/{question}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the question's key, as the consents list it */
                question: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Agree to the words shown for one sensitive question. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the question's key, as the consents list it */
                    question: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GrantRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consent"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `consent_text_changed` 同意书内容已更新，请重新阅读后再同意。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Withdraw a consent; the value is erased at once. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the question's key, as the consents list it */
                    question: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what in my record, newest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileChangePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tab of activities: open to sign up, mine, or past. Visitors get public ones only. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    tab?: "open" | "mine" | "past";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActivityCardPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** One activity in full, with my signup and its pass; for a delegate, with the signup of whom they act for. */
        get: {
            parameters: {
                query?: {
                    for_member_id?: string | null;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActivityDetail"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。; `not_delegate` 您没有代这位会员办理的授权，请联系协会工作人员。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities/{activity_id}/signup": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Sign up, with whoever comes along. When it is full, the signup waits in line.
         * @description The same request again is the same signup; with other companions, it changes the party while signup is open.
         *     `for_member_id`: a delegate signs up whom they act for.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["SignupRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
                /** @description Signed up by this request. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。; `not_delegate` 您没有代这位会员办理的授权，请联系协会工作人员。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `activity_full` 名额已满。; `already_checked_in` 已经签到，不能再取消报名。; `form_outdated` 报名问题刚刚更新过，请核对后重新提交。; `signup_closed` 报名已经截止。; `signup_not_open` 报名还没有开始。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_answers` 有几项需要修改，请按提示检查。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Take my signup back, or that of whom I act for; the place goes to whoever waits longest. */
        delete: {
            parameters: {
                query?: {
                    for_member_id?: string | null;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。; `not_delegate` 您没有代这位会员办理的授权，请联系协会工作人员。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `already_checked_in` 已经签到，不能再取消报名。; `cancel_closed` 已过取消报名的时间，请联系组织者。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities/{activity_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a photo. Others see it once it was found harmless; what staff upload is seen at once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["PhotoUpload"];
                };
            };
            responses: {
                /** @description Uploaded before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Photo"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Photo"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `photos_after_checkin` 签到之后就可以上传照片了。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `client_ref_used` 这次上传与之前的上传编号重复，请重新选择文件。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `picture_unreadable` 图片无法读取，可能已损坏，请换一张。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_photos` 今天上传的照片还有很多在等待检查，请明天再传。; `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos/{photo_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                photo_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a photo of mine away; nobody sees it any more. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    photo_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities/{activity_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** What I am asked about an activity I was at, and what I answered. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FeedbackSheet"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。; `not_a_participant` 只有参加了活动的会员可以填写反馈。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Give my feedback, or change it until it is closed: two weeks after the end, or with the report. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FeedbackRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FeedbackSheet"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。; `not_a_participant` 只有参加了活动的会员可以填写反馈。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `feedback_closed` 反馈已经截止，谢谢您的关注。; `feedback_not_open` 活动结束后就可以填写反馈了。; `form_outdated` 报名问题刚刚更新过，请核对后重新提交。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_answers` 有几项需要修改，请按提示检查。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a freshly scanned event code for a receipt that outlives it by ten minutes. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PresenceRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Presence"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `event_code_expired` 签到码已更新，请重新扫描现场屏幕上的码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `event_code_invalid` 这不是有效的签到码，请扫描现场屏幕上的码。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check in by the event code on the screen, or by the receipt it earned. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberCheckinRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MemberCheckin"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `not_signed_up` 您没有报名这场活动。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `activity_full` 名额已满。; `already_checked_in` 已经签到过了。; `checkin_closed` 签到已经结束。; `checkin_too_early` 签到还没有开始。; `signup_not_approved` 报名还没有通过。; `too_far` 您离会场较远，请到现场再签到。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `event_code_expired` 签到码已更新，请重新扫描现场屏幕上的码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `event_code_invalid` 这不是有效的签到码，请扫描现场屏幕上的码。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passes/{signup_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup_id: string;
            };
            cookie?: never;
        };
        /** The pass of one of my approved signups; the phone keeps it for when there is no network. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    signup_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pass"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `signup_not_approved` 报名还没有通过。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/halls/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the link */
                token: string;
            };
            cookie?: never;
        };
        /** The figures of one activity, and who came last. */
        get: {
            parameters: {
                query?: {
                    since?: number | null;
                };
                header?: never;
                path: {
                    /** @description from the link */
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Hall"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every tag I carry, newest first: nothing about a member is kept from that member. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MyTags"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Surveys I am asked: those to answer (soonest to close first), those I answered, those that closed without me. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    view?: "open" | "answered" | "closed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SurveyCardPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /**
         * One survey with its questions and, if it is a named one, my answers.
         * @description For a delegate, of whom they act for, with the answers the delegate gave.
         */
        get: {
            parameters: {
                query?: {
                    for_member_id?: string | null;
                };
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SurveyDetail"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `not_delegate` 您没有代这位会员办理的授权，请联系协会工作人员。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `only_in_person` 匿名问卷只能由本人填写，不能代填。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/response": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Hand my answers in, or others in their place. The same request again changes nothing.
         * @description `for_member_id`: a delegate answers a named survey for whom they act for.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Receipt"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `not_delegate` 您没有代这位会员办理的授权，请联系协会工作人员。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_answered` 您已提交过这份问卷，提交后不能修改。; `form_outdated` 问卷已经更新，请刷新后重新填写。; `only_in_person` 匿名问卷只能由本人填写，不能代填。; `option_full` 有的选项刚刚满了，请换一项。; `survey_closed` 问卷已截止。; `survey_full` 名额已满，感谢您的关注。; `survey_soon` 问卷还没有开始。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_answers` 有几题需要修改，请按提示检查。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a photo or file for an answer to name; only staff of the organization will see it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["SurveyUpload"];
                };
            };
            responses: {
                /** @description Uploaded before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SurveyFile"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SurveyFile"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `client_ref_used` 这次上传与之前的上传编号重复，请重新选择文件。; `no_files_here` 这份问卷不收照片和文件。; `survey_closed` 问卷已截止。; `survey_soon` 问卷还没有开始。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `file_refused` 附件只能是 PDF、.docx、.xlsx、.pptx 或 .txt 文件。; `invalid_input` 有内容需要修改，请按提示检查。; `picture_unreadable` 图片无法读取，可能已损坏，请换一张。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_photos` 今天上传的照片还有很多在等待检查，请明天再传。; `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/files/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a file of mine away. An answer that named it has to be handed in again without it. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** The results of a closed survey I was asked, if it shows them to its respondents; without what people wrote. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Results"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board: hot, new or answered; what I wrote, or stand behind. Searched by two characters and more. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    view?: "hot" | "new" | "answered" | "mine" | "followed";
                    category?: string;
                    /** @description two characters or more */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Board"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Bring a suggestion forward. The same `client_ref` again is the same suggestion. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSuggestion"];
                };
            };
            responses: {
                /** @description Written before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `phone_first` 发布内容前，请先验证手机号。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/guide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has to know to write a suggestion and to read the board. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guide"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suggestions like what is being typed, to endorse instead of writing it again; none below six characters. */
        get: {
            parameters: {
                query: {
                    text: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Similar"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        /** One suggestion with every step I may see. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Put my suggestion in other words. Once somebody endorsed it, everybody sees what was changed. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChangeSuggestion"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `words_frozen` 已经答复或结束，不能再修改。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/endorsement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Stand behind it; I hear of every step from now on. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `phone_first` 发布内容前，请先验证手机号。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `board_closed` 目前不公开展示建议，暂不能附议。; `case_state` 事项现在的状态不能这样操作。; `own_case` 这是您自己提出的，不用附议。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Stand behind it no longer. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how good the answer to my suggestion was. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Rating"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_state` 事项现在的状态不能这样操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for another answer after an unhappy rating, once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reopening"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_state` 事项现在的状态不能这样操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take my suggestion back, as long as nobody stands behind it and nobody answered. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_state` 事项现在的状态不能这样操作。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a suggestion that mine, or one I endorsed, was merged into. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_supported` 您没有附议这件事项。; `opt_out_over` 已经超过可以退出的时间。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I have logged in again: have WeChat look at my words once more; after that a person does. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a photo to my suggestion; others see it once it was found harmless. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["SuggestionPhotoUpload"];
                };
            };
            responses: {
                /** @description Uploaded before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SuggestionPhoto"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SuggestionPhoto"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_state` 事项现在的状态不能这样操作。; `client_ref_used` 这次上传与之前的上传编号重复，请重新选择文件。; `too_many_photos` 一条建议最多 9 张照片。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `picture_unreadable` 图片无法读取，可能已损坏，请换一张。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_photos` 今天上传的照片还有很多在等待检查，请明天再传。; `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions/{case_id}/photos/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a photo of mine away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Topics of my organizations and of those above: running ones (soonest to close first), ended ones, or all. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    view?: "all" | "running" | "ended";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TopicCardPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{topic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        /** A topic with what was said; sums of what I have not voted on stay hidden until the results are published. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Topic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{topic_id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something for others to agree or disagree with. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewStatement"];
                };
            };
            responses: {
                /** @description Said before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Topic"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Topic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `phone_first` 发布内容前，请先验证手机号。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `said_before` 有人说过同样的话，可以直接表态。; `statements_closed` 目前不公开展示会员的观点，可以对已有观点表态。; `too_many_statements` 每个话题最多写 5 条观点。; `topic_closed` 话题不在征集时间内。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{topic_id}/statements/{statement_id}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
                statement_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Agree, disagree or pass, or say something else than before. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                    statement_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Vote"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Topic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `topic_closed` 话题不在征集时间内。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that something I can see should not be there; staff look at it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ComplaintRequest"];
                };
            };
            responses: {
                /** @description Complained of before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComplaintReceipt"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComplaintReceipt"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/participation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I took part in, the latest first, with how often and how many hours in all. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParticipationRecordPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I have allowed so far, template by template. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Subscriptions"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Report what the member answered on WeChat's permission sheet; each acceptance allows one message.
         * @description Of an activity that is still to come, it is kept for that activity.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SubscriptionReport"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Credits"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything I was told in the last half year, newest first, whatever became of it in WeChat. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I have read these messages, or all of them. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Read"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may be sent to me through WeChat; what is off is in the inbox all the same. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Switches"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Turn one kind of message on or off. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Switch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Switches"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom I may sign up and answer for, and who may for me. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Delegations"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything the service holds about me, as a file. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at what is otherwise masked or not theirs in my record, and why, newest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The activities I am in charge of, nearest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganizedActivityPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** The figures, and who came after version `since`; one read by key while nothing changes. */
        get: {
            parameters: {
                query?: {
                    since?: number;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Live"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/hall-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** The address of the screen in the hall; whoever has it may look. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallLink"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/attendees": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** Who is expected, in, or missing; searched by name, pinyin, the end of a phone number, or the spoken pass. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "expected" | "arrived" | "missing";
                    q?: string;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttendeePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/event-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** Ten minutes of event codes, made in advance: the phone can go on showing them without a network. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventCode"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/scans": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let in whoever shows this pass, or say why not. The same `client_ref` again gets the first answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScanRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScanAnswer"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_revoked` 这部手机的门岗已被停用，请联系组织者。; `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `already_checked_in` 已经签到过了。; `already_left` 已经离场了。; `checkin_closed` 签到已经结束。; `checkin_too_early` 签到还没有开始。; `leave_not_scanned` 这场活动离场不用扫码。; `not_checked_in` 还没有签到，不能离场。; `pass_of_other_activity` 这是另一场活动的入场码。; `session_unknown` 没有这个场次，请重新选择场次。; `signup_not_approved` 报名还没有通过。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `pass_invalid` 这不是有效的入场码，请对方打开入场码页面再扫一次。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let in somebody found on the list. The same `client_ref` again gets the first answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TickRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScanAnswer"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_revoked` 这部手机的门岗已被停用，请联系组织者。; `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `already_checked_in` 已经签到过了。; `already_left` 已经离场了。; `checkin_closed` 签到已经结束。; `checkin_too_early` 签到还没有开始。; `leave_not_scanned` 这场活动离场不用扫码。; `not_checked_in` 还没有签到，不能离场。; `session_unknown` 没有这个场次，请重新选择场次。; `signup_not_approved` 报名还没有通过。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let this phone run a door until the activity is over. The same phone again gets the same grant. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoorGrantRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorGrant"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_revoked` 这部手机的门岗已被停用，请联系组织者。; `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_over` 活动已结束，门岗已关闭。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/grants/{grant_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
                grant_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a phone: what it still holds will be refused, and kept for staff. Twice is once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                    grant_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** The list to decide by without a network: whole, or what changed after version `since`. */
        get: {
            parameters: {
                query: {
                    grant_id: string;
                    since?: number;
                    session_id?: string | null;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoorList"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_over` 活动已结束，门岗已关闭。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was scanned without a network. The same again changes nothing; the earliest scan of a pass wins. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BatchRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchAnswer"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/walk-ins": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let in somebody who is on no list. The same `client_ref` again gets the first answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WalkInRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScanAnswer"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `door_revoked` 这部手机的门岗已被停用，请联系组织者。; `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `walk_ins_not_allowed` 这场活动不接受现场报名。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `activity_full` 名额已满。; `already_checked_in` 已经签到过了。; `checkin_closed` 签到已经结束。; `checkin_too_early` 签到还没有开始。; `session_unknown` 没有这个场次，请重新选择场次。; `signup_not_approved` 报名还没有通过。; `walk_in_name_differs` 这个手机号登记的是另一个人，请核对姓名和手机号。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizer/activities/{activity_id}/scans/{scan_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
                scan_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an entry back, with the reason. The same `client_ref` again gets the same answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                    scan_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UndoRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UndoAnswer"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_undone` 这次放行已经撤销过了。; `nothing_to_undo` 这次扫码没有放行，不用撤销。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/console-sign-ins/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the text that the browser shows as a QR code */
                code: string;
            };
            cookie?: never;
        };
        /** The browser that shows this code; its page says from now on that it was scanned. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description from the text that the browser shows as a QR code */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInRequest"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `sign_in_over` 这个登录码已失效，请在电脑上刷新后重新扫码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/console-sign-ins/{code}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the text that the browser shows as a QR code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it in as me. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description from the text that the browser shows as a QR code */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `no_role` 您目前没有后台权限，请联系管理员为您添加角色。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `sign_in_over` 这个登录码已失效，请在电脑上刷新后重新扫码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/console-sign-ins/{code}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the text that the browser shows as a QR code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is not mine. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description from the text that the browser shows as a QR code */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `sign_in_over` 这个登录码已失效，请在电脑上刷新后重新扫码。 */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/console-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers in which I am signed in, latest used first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleSessions"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/console-sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign one of them out. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations in my scope, newest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffInvitationPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Make a code of 8 characters. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffInvitation"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a code before its time. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invitation_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications in my scope, oldest first, each with the people on the roster it may be about. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "pending" | "approved" | "declined" | "withdrawn" | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplicationPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/applications/{application_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the applicant in, as the chosen person on the roster or as a new one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Approve"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Application"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_on_roster` 名单中已有同名同手机号的人员，请选择该人员后再通过。; `application_decided` 这份申请已经处理过了。; `member_taken` 该人员已绑定其他微信账号，不能再次绑定。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/applications/{application_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the applicant down, with a reason they can read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Decline"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Application"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `application_decided` 这份申请已经处理过了。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Activities in my scope, the latest to start first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "draft" | "published" | "cancelled" | null;
                    organization_id?: string | null;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivityRowPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Start a draft; nobody but staff sees it until it is published. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewActivity"];
                };
            };
            responses: {
                /** @description Drafted before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** One activity in full, drafts too. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given. More places move the waitlist up at once; another time or place is told to everybody. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChangeActivity"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `capacity_below_taken` 名额不能少于已经占用的人数。; `form_in_use` 已有人报名，不能去掉报名问题。; `seats_do_not_fit` 名额分配与已占用的名额冲突。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `not_ready_to_publish` 还有几项需要补充，才能发布。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/when-and-where": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Another time or place, deadlines moving along; told to everybody signed up. For phones: they know no PATCH. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WhenAndWhere"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `not_ready_to_publish` 还有几项需要补充，才能发布。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a draft visible to the organization and all below it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_ready_to_publish` 还有几项需要补充，才能发布。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call it off; everyone who signed up is told why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CancelActivity"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/organizers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Put exactly these members in charge, for good or for a time. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Organizers"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/signups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** Who signed up: in order of signing up; asked for those who wait, in the order of the queue. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "pending" | "approved" | "rejected" | "waitlisted" | "cancelled" | null;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSignupPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Sign a member up at their request, with or without WeChat. The same request again is the same signup. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignUpFor"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSignup"];
                    };
                };
                /** @description Signed up by this request. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSignup"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `signup_closed` 报名已经截止。; `signup_not_open` 报名还没有开始。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_answers` 有几项需要修改，请按提示检查。; `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/signups/{signup_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
                signup_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a signup, or give somebody who waits a free place. The second of two colleagues is told what happened. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                    signup_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSignup"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `activity_full` 名额已满。; `signup_already_decided` 这份报名已经处理过。; `signup_cancelled` 报名人已取消报名。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/signups/{signup_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
                signup_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject a signup; the place it held goes to whoever waits longest. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                    signup_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RejectSignup"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSignup"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `signup_already_decided` 这份报名已经处理过。; `signup_cancelled` 报名人已取消报名。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Make these the sessions; none means that the activity is its own only session. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `session_in_use` 这一场已有人签到，不能去掉。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Keep seats for organizations of the own subtree; what is left is for everybody. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Quotas"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `seats_do_not_fit` 名额分配与已占用的名额冲突。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Show it to organizations elsewhere, each with a share of the seats if wanted. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Shares"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `seats_do_not_fit` 名额分配与已占用的名额冲突。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/review-rules": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Say whose signups need no review. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewRules"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draft the same again at another time. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CopyActivity"];
                };
            };
            responses: {
                /** @description Copied before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffActivity"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** What was done to it, by whom, from what to what; latest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HistoryEntryPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the cover, in place of the one there was, or add an attachment. Members see it at once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["MediaUpload"];
                };
            };
            responses: {
                /** @description Uploaded before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffMedia"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffMedia"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `client_ref_used` 这次上传与之前的上传编号重复，请重新选择文件。; `too_many_attachments` 一个活动最多 10 个附件，请先删除不用的。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `file_refused` 附件只能是 PDF、.docx、.xlsx、.pptx 或 .txt 文件。; `invalid_input` 有内容需要修改，请按提示检查。; `picture_unreadable` 图片无法读取，可能已损坏，请换一张。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/media/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a cover, an attachment or anybody's photo away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pictures and files of activities in my scope by state; of pending ones first those that wait for staff. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "pending" | "clear" | "blocked";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffMediaPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/media/{media_id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let everybody see it who sees the activity. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffMedia"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/media/{media_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nobody see it but staff. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffMedia"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** What the activity came to so far; final once it is closed. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Report"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/report-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link that shows the report, ready to print, to whoever has it; for a week. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReportLink"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/close-report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the activity with its report: attendance is settled, feedback is taken no more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Report"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `activity_cancelled` 活动已取消。; `activity_not_over` 活动还没有结束，暂时不能结项。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/activities/{activity_id}/signups.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** Every signup as a row of an Excel workbook, phones masked. The download is in the audit trail. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activity_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/audience-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many members a description means, before anything is published to them. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AudienceCountRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AudienceCount"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags of the organizations in my scope, with how many members carry each. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Add a tag; the same name again is the same tag. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTag"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tag"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tags/{tag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a tag away from everybody who carries it. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tag_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tags/{tag_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Put the tag on members in my scope, or take it off. Each of them sees it under their own data. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tag_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Tagging"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tag"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved descriptions of people, of the organizations in my scope. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FilterPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a description of people under a name; the same name again replaces it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewFilter"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Filter"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `filter_name_taken` 这个组织已有同名的视图，请换个名字。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a saved description; audiences that name it mean nobody by it any more. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    filter_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Surveys in my scope, the latest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "draft" | "soon" | "open" | "closed" | "cancelled" | null;
                    organization_id?: string | null;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurveyCardPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Start a draft; nobody but staff sees it until it is published. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSurvey"];
                };
            };
            responses: {
                /** @description Drafted before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready surveys to start from. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Templates"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** One survey in full, drafts too. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Throw a draft away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_cancelled` 问卷已取消。; `survey_not_draft` 问卷已经发布，这一项不能再改。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a draft, or what may still change of a published survey: words, closing time, limits, questions. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChangeSurvey"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_cancelled` 问卷已取消。; `survey_closed` 问卷已截止。; `survey_not_draft` 问卷已经发布，这一项不能再改。; `survey_unfit` 问卷还不能发布，请先改好检查出的问题。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would go wrong if it were published now, told with the numbers of the questions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Check"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the audience, from the opening time on. A published survey stays as it is. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_cancelled` 问卷已取消。; `survey_unfit` 问卷还不能发布，请先改好检查出的问题。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take no more answers from now on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_cancelled` 问卷已取消。; `survey_not_draft` 问卷已经发布，这一项不能再改。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/closing-time": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Take answers until then. For phones: WeChat's wx.request knows no PATCH. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClosingTime"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_cancelled` 问卷已取消。; `survey_closed` 问卷已截止。; `survey_unfit` 问卷还不能发布，请先改好检查出的问题。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back; it disappears from everybody's lists. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CancelSurvey"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft with the same questions, to be asked again. The same `client_ref` again is the same draft. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CopySurvey"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remind everybody who has not answered, at most once a day. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reminded"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `reminded_today` 今天已经提醒过一次，请明天再提醒。; `survey_closed` 问卷已截止。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/closing-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell those who answered what came of it. Other words later are shown; nobody is told twice. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClosingNote"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffSurvey"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_still_open` 问卷截止后才能发布结果说明。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** The results up to this moment, of everybody or of those the filter names. */
        get: {
            parameters: {
                query?: {
                    organization_id?: string | null;
                    question?: string | null;
                    value?: string | null;
                };
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Results"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/cross": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** One question by organization (`by=organization`) or by another question. */
        get: {
            parameters: {
                query: {
                    question: string;
                    by: string;
                };
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cross"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/texts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** What was written in answer to a question, near-identical texts together, the most frequent first. */
        get: {
            parameters: {
                query: {
                    page?: number;
                    page_size?: number;
                    question: string;
                    q?: string;
                };
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TextGroupPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/responses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** Named responses, the latest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    question?: string | null;
                };
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ResponsePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `survey_anonymous` 匿名问卷没有逐份的答卷，只有汇总结果。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/responses.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** All responses as an Excel workbook; of an anonymous survey its tables. The download is in the audit trail. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
            };
            cookie?: never;
        };
        /** Links that were made, the latest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Links"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** A link that shows the results, ready to print, to whoever has it; without what people wrote. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLink"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Link"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/surveys/{survey_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: string;
                link_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let a link open nothing any more. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    survey_id: string;
                    link_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One queue of my scope, most urgent first, and how many wait in each. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    queue?: "due" | "mine" | "unassigned" | "overdue" | "unhappy" | "all";
                    state?: "received" | "assigned" | "in_progress" | "answered" | "closed" | "declined" | "merged" | "withdrawn" | null;
                    category?: string;
                    organization_id?: string | null;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CaseQueue"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        /** One case in full, with internal notes. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        /** Whom the case can be given to. */
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CaseCandidates"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        /** Where the case can be transferred to. */
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TransferTargets"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        /** What the case can be put into: cases that say much the same, or those found by `q`. */
        get: {
            parameters: {
                query?: {
                    /** @description two characters or more */
                    q?: string;
                };
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeTargets"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it to somebody; working days until it is answered, if other than usual. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Assign"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand it to another organization of the same tree, which assigns it anew. I may not see it any more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to work on it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the clock; everybody concerned reads why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CaseReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the clock run again with the working time that was left. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write something down that only staff read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/handlers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Put exactly these people beside the assignee. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Handlers"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/due": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Promise another date; everybody concerned reads why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Due"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer officially; author and supporters are told. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reply"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it will not be taken up, and why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CaseReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/cases/{case_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put it into another of the same matter; whoever stands behind it is told and may leave. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    case_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffCase"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `case_changed` 事项刚刚有了变化，请看过最新情况再操作。; `case_state` 事项现在的状态不能这样操作。; `needs_new_reply` 提出人不满意上次答复，请重新答复后再办结。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days that are worked, or not, other than the public calendar says; of one year or all. */
        get: {
            parameters: {
                query?: {
                    year?: number | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Days"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/days/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an ISO day: 2026-05-01 */
                day: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Say that a day is worked, or is not. The same again changes nothing. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description an ISO day: 2026-05-01 */
                    day: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DayChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Day"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Let the public calendar hold for a day again. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description an ISO day: 2026-05-01 */
                    day: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Topics in my scope, the latest first. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopicRowPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Start a draft; nobody but staff sees it until it is published. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTopic"];
                };
            };
            responses: {
                /** @description Drafted before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/topics/{topic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        /** One topic with the sums of every statement. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a draft; of a published topic only when it closes. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChangeTopic"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `topic_not_draft` 话题已经发布，这一项不能再改。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/topics/{topic_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open it to everybody below the organization. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/topics/{topic_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take nothing more from now on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/topics/{topic_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show everybody the sums, with a word on what they mean. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TopicResults"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `topic_still_open` 话题截止后才能公布结果。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/topics/{topic_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make it a meeting: a draft of an activity; once published, supporters are asked to it on home. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    topic_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TopicActivityRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffTopic"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_activity` 这个话题已经开成活动。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts in my scope that wait for a person, longest waiting first; or those judged before. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "staff" | "passed" | "blocked";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TextToJudgePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/texts/{check_id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let others see it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    check_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Seen"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TextToJudge"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `text_changed` 内容刚刚有修改，请重新看过再决定。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/texts/{check_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep it from others; its author reads why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    check_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TextToJudge"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `text_changed` 内容刚刚有修改，请重新看过再决定。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Complaints in my scope, oldest first: one line for each thing complained of. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    state?: "open" | "upheld" | "dismissed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffComplaintPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/complaints/{complaint_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what is complained of away, or let it stand; every complaint about it is decided with it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    complaint_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffComplaint"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `complaint_decided` 这条举报已经处理过。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What members were told in my scope, newest first, and how far each came; what staff were told, by its kind. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    kind?: string | null;
                    /** @description activity:42 */
                    subject?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffNotificationPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/notifications/{notification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        /** One of them: its words as sent, when, and why it did not reach everybody. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WholeNotification"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/notifications/{notification_id}/unreached": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        /** Whom it did not reach and why, those without WeChat first; who has read it in the inbox is reached. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path: {
                    notification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnreachedPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `names_hidden` 匿名问卷的提醒只显示人数，不列名单。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/notifications/{notification_id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What came of calling somebody; said again, the later word counts. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notification_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewCall"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallKept"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `names_hidden` 匿名问卷的提醒只显示人数，不列名单。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/notifications/{notification_id}/calls/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It was the wrong line: take the call back. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notification_id: string;
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallKept"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `names_hidden` 匿名问卷的提醒只显示人数，不列名单。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/push-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go out up to a moment, as things stand now, to how many. Writes nothing. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    /** @description seven days ahead at most, one day if not given */
                    until?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/push-plan/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would get one of these, and by which way. */
        get: {
            parameters: {
                query: {
                    page?: number;
                    page_size?: number;
                    /** @description seven days ahead at most, one day if not given */
                    until?: string | null;
                    kind: string;
                    subject: string;
                    occurrence?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlannedPersonPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。; `names_hidden` 匿名问卷的提醒只显示人数，不列名单。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many an act would reach, before it is done: for whoever may do it. */
        get: {
            parameters: {
                query: {
                    /** @description activity_changed, activity_cancelled, activity_published (id of an activity), survey_reminder, survey_note, survey_published (of a survey), activity_invitation (of a topic) */
                    about: string;
                    id: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reach"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/push-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kind of message, and where it is stopped as far as it concerns my organizations. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PushRules"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/push-rules/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a kind of message */
                kind: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Stop a kind of message for an organization and all below it, or everywhere; what comes due waits. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description a kind of message */
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPause"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PushRule"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Let it go on: what waited and is of use yet goes out, bit by bit. */
        delete: {
            parameters: {
                query?: {
                    /** @description none: everywhere */
                    organization_id?: string | null;
                };
                header?: never;
                path: {
                    /** @description a kind of message */
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PushRule"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits in my scope now, longest waiting first; who may not decide sees how much, not what. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The part of the tree my roles cover, from the top down. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganizationPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Add an organization below one I administer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOrganization"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organization"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `organization_name_taken` 同级组织中已有这个名称。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename an organization I administer, or change what it allows. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    organization_id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["OrganizationChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Organization"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `organization_name_taken` 同级组织中已有这个名称。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every role held where I am administrator. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RolePage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Give somebody a role where I am administrator; granting it again sets its period. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRole"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `last_administrator` 这是顶级组织的最后一位管理员，请先指定另一位管理员。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a role away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `last_administrator` 这是顶级组织的最后一位管理员，请先指定另一位管理员。 */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People in my scope by name; search by name as written or spelt, number, its last four digits, organization. */
        get: {
            parameters: {
                query?: {
                    page?: number;
                    page_size?: number;
                    /** @description beginning of a name as written, spelt or by initials; a whole number or its last 4 digits; part of an organization's name */
                    q?: string;
                    /** @description and everything below it */
                    organization_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MemberPage"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        /** One person in my scope. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/members/{member_id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The plain number. The audit trail keeps who asked and why, and the member can read it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Unmask"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unmasked"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/roster-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import an .xlsx, or say what importing it would do. What the file claims to be is not believed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["RosterUpload"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RosterReport"];
                    };
                };
                /** @description `bad_request` 请求有误，请检查后重试。 */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unauthenticated` 登录已过期，请重新登录。 */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `forbidden` 您没有进行此操作的权限。; `join_first` 请先加入组织，再进行此操作。 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_found` 内容不存在，或您无权查看。 */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` 提交的内容过大。 */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `unsupported_media_type` 提交的内容格式不受支持。 */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `invalid_input` 有内容需要修改，请按提示检查。; `roster_unreadable` 无法读取这个文件。 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_requests` 操作太频繁，请稍后再试。 */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ErrorBody: {
            /** @description for programs */
            code: string;
            /** @description for people, in Chinese */
            message: string;
            /** @description by field, in Chinese */
            errors: {
                [key: string]: string[];
            };
        };
        LoginRequest: {
            /** @description from wx.login */
            code: string;
        };
        OrganizationRef: {
            id: string;
            name: string;
        };
        MemberRef: {
            id: string;
            name: string;
            organizations: components["schemas"]["OrganizationRef"][];
            /** Format: date-time */
            joined_at: string;
        };
        HeldRole: {
            role: string;
            organization: components["schemas"]["OrganizationRef"];
        };
        MyApplication: {
            id: string;
            state: string;
            organization: components["schemas"]["OrganizationRef"] | null;
            reason: string;
            /** Format: date-time */
            created_at: string;
        };
        Me: {
            account_id: string;
            member: components["schemas"]["MemberRef"] | null;
            roles: components["schemas"]["HeldRole"][];
            organizes: boolean;
            application: components["schemas"]["MyApplication"] | null;
            templates: {
                [key: string]: string;
            };
            min_version: string;
        };
        Task: {
            key: string;
            kind: string;
            title: string;
            /** Format: date-time */
            due_at: string | null;
            count: number | null;
            note: string | null;
            minutes: number;
            target: string;
        };
        Totals: {
            do: number;
            write: number;
            read: number;
            minutes: number;
        };
        SessionBrief: {
            id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
        };
        Pass: {
            signup_id: string;
            activity_id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            state: string;
            code: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            /** Format: date-time */
            checked_in_at: string | null;
            seats: number;
            /** @description to be read out */
            spoken_code: string | null;
            sessions: components["schemas"]["SessionBrief"][];
        };
        MySignupBrief: {
            id: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected" | "waitlisted" | "cancelled";
            waitlist_position: number | null;
            /** Format: date-time */
            checked_in_at: string | null;
            /** @description me and whoever comes along */
            seats: number;
        };
        Cover: {
            url: string;
            width: number;
            height: number;
        };
        ActivityCard: {
            id: string;
            title: string;
            kind: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            capacity: number | null;
            taken: number;
            places_left: number | null;
            waitlisted: number;
            /** Format: date-time */
            signup_opens_at: string | null;
            /** Format: date-time */
            signup_closes_at: string;
            /** @enum {string} */
            phase: "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            needs_review: boolean;
            is_organizer: boolean;
            my_signup: components["schemas"]["MySignupBrief"] | null;
            cover: components["schemas"]["Cover"] | null;
        };
        Home: {
            do: components["schemas"]["Task"][];
            write: components["schemas"]["Task"][];
            read: components["schemas"]["Task"][];
            totals: components["schemas"]["Totals"];
            pass: components["schemas"]["Pass"] | null;
            next_activity: components["schemas"]["ActivityCard"] | null;
            completeness: number | null;
            /** @description messages in the inbox not read yet */
            unread: number;
        };
        Login: {
            token: string;
            /** Format: date-time */
            expires_at: string;
            me: components["schemas"]["Me"];
            home: components["schemas"]["Home"];
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            page: number;
            page_size: number;
            total: number;
        };
        SeenRequest: {
            key: string;
        };
        PhoneCode: {
            /** @description from getPhoneNumber */
            phone_code: string;
        };
        PhoneOutcome: {
            /** @enum {string} */
            outcome: "confirm_name" | "no_match" | "needs_staff";
            claim_id: string;
            /** @description 王* */
            masked_name?: string;
        };
        ConfirmPhone: {
            claim_id: string;
            name: string;
            /** @default  */
            note: string;
            /**
             * @description needed after no_match
             * @default null
             */
            organization_id: string | null;
        };
        JoinOutcome: {
            /** @enum {string} */
            outcome: "joined" | "application";
            me: components["schemas"]["Me"];
            home: components["schemas"]["Home"];
        };
        Invitation: {
            code: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            expires_at: string;
        };
        AcceptInvitation: {
            name: string;
            /** @default null */
            phone_code: string | null;
        };
        JoinableOrganization: {
            id: string;
            name: string;
            parent_name: string | null;
        };
        JoinableOrganizations: {
            items: components["schemas"]["JoinableOrganization"][];
        };
        Apply: {
            organization_id: string;
            name: string;
            /** @default  */
            note: string;
            /** @default null */
            phone_code: string | null;
        };
        NextField: {
            section: string;
            question: string;
            title: string;
        };
        Section: {
            key: string;
            title: string;
            description: string;
            /** @description whole percent */
            completeness: number;
            filled: number;
            total: number;
            /** @description titles, required first */
            missing: string[];
            /** @enum {string} */
            state: "empty" | "gaps" | "confirm" | "stale" | "done";
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            freshness_days: number;
            visible_to: string[];
            minutes: number;
        };
        Profile: {
            completeness: number;
            next: components["schemas"]["NextField"] | null;
            sections: components["schemas"]["Section"][];
        };
        Form: {
            version: number;
            definition: {
                [key: string]: unknown;
            };
        };
        Consent: {
            question: string;
            title: string;
            purpose: string;
            text: string;
            text_version: string;
            /** Format: date-time */
            granted_at: string | null;
        };
        SectionDetail: {
            key: string;
            title: string;
            description: string;
            /** @description whole percent */
            completeness: number;
            filled: number;
            total: number;
            /** @description titles, required first */
            missing: string[];
            /** @enum {string} */
            state: "empty" | "gaps" | "confirm" | "stale" | "done";
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            freshness_days: number;
            visible_to: string[];
            minutes: number;
            form: components["schemas"]["Form"];
            answers: {
                [key: string]: unknown;
            };
            masked: {
                [key: string]: string;
            };
            row_version: number;
            consents: components["schemas"]["Consent"][];
        };
        SaveRequest: {
            answers: {
                [key: string]: unknown;
            };
            form_version: number;
            row_version: number;
            /** @default false */
            draft: boolean;
        };
        SavedSection: {
            key: string;
            title: string;
            description: string;
            /** @description whole percent */
            completeness: number;
            filled: number;
            total: number;
            /** @description titles, required first */
            missing: string[];
            /** @enum {string} */
            state: "empty" | "gaps" | "confirm" | "stale" | "done";
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            freshness_days: number;
            visible_to: string[];
            minutes: number;
            form: components["schemas"]["Form"];
            answers: {
                [key: string]: unknown;
            };
            masked: {
                [key: string]: string;
            };
            row_version: number;
            consents: components["schemas"]["Consent"][];
            /** @description over all sections */
            completeness_total: number;
        };
        ConfirmRequest: {
            /** @default null */
            row_version: number | null;
        };
        ConsentList: {
            items: components["schemas"]["Consent"][];
        };
        GrantRequest: {
            text_version: string;
        };
        ProfileChange: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            by: "me" | "staff" | "import" | "system";
            by_name: string | null;
            section_title: string;
            question_title: string;
            old: string;
            new: string;
        };
        ProfileChangePage: {
            items: components["schemas"]["ProfileChange"][];
            page: number;
            page_size: number;
            total: number;
        };
        ActivityCardPage: {
            items: components["schemas"]["ActivityCard"][];
            page: number;
            page_size: number;
            total: number;
        };
        Companion: {
            name: string;
        };
        Signup: {
            id: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected" | "waitlisted" | "cancelled";
            waitlist_position: number | null;
            /** Format: date-time */
            checked_in_at: string | null;
            /** @description me and whoever comes along */
            seats: number;
            activity_id: string;
            answers: {
                [key: string]: unknown;
            };
            reason: string;
            /** Format: date-time */
            created_at: string;
            companions: components["schemas"]["Companion"][];
            spoken_code: string | null;
            usual_dropouts: number | null;
            pass: components["schemas"]["Pass"] | null;
        };
        Questions: {
            version: number;
            definition: {
                [key: string]: unknown;
            };
        };
        CompanionsAllowed: {
            most: number;
            named: boolean;
        };
        MySession: {
            id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            left_at: string | null;
        };
        KnownAnswer: {
            key: string;
            title: string;
            text: string;
        };
        Attachment: {
            id: string;
            name: string;
            size: number;
            mime: string;
            url: string;
        };
        Photo: {
            url: string;
            width: number;
            height: number;
            id: string;
            caption: string;
            /** @enum {string} */
            state: "pending" | "clear" | "blocked";
            is_mine: boolean;
        };
        MyFeedback: {
            /** @enum {string} */
            state: "soon" | "open" | "given" | "closed";
        };
        ActivityDetail: {
            id: string;
            title: string;
            kind: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            capacity: number | null;
            taken: number;
            places_left: number | null;
            waitlisted: number;
            /** Format: date-time */
            signup_opens_at: string | null;
            /** Format: date-time */
            signup_closes_at: string;
            /** @enum {string} */
            phase: "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            needs_review: boolean;
            is_organizer: boolean;
            my_signup: components["schemas"]["Signup"] | null;
            cover: components["schemas"]["Cover"] | null;
            description: string;
            latitude: number | null;
            longitude: number | null;
            online_link: string;
            contact_name: string;
            contact_phone: string;
            /** Format: date-time */
            cancel_closes_at: string;
            cancel_reason: string;
            questions: components["schemas"]["Questions"] | null;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            version: number;
            companions: components["schemas"]["CompanionsAllowed"];
            sessions: components["schemas"]["MySession"][];
            /** @description seats I could take now; null without a limit */
            my_places_left: number | null;
            /** @description places given back at activities like this one; null where too few are known */
            usual_dropouts: number | null;
            walk_ins: boolean;
            checkin_radius_m: number | null;
            has_leave_scan: boolean;
            known_answers: components["schemas"]["KnownAnswer"][];
            attachments: components["schemas"]["Attachment"][];
            photos: components["schemas"]["Photo"][];
            poster_url: string;
            /** @description once approved */
            calendar_url: string | null;
            feedback: components["schemas"]["MyFeedback"] | null;
        };
        SignupRequest: {
            answers?: {
                [key: string]: unknown;
            };
            /** @default null */
            form_version: number | null;
            /**
             * @description whom I act for, as a delegate
             * @default null
             */
            for_member_id: string | null;
            companions?: components["schemas"]["Companion"][];
            /** @default null */
            companion_count: number | null;
        };
        PhotoUpload: {
            /**
             * Format: binary
             * @description JPEG, PNG or WebP
             */
            file: string;
            /** @default  */
            caption: string;
            client_ref: string;
        };
        FeedbackSheet: {
            /** @enum {string} */
            state: "soon" | "open" | "given" | "closed";
            form: components["schemas"]["Questions"];
            answers: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            submitted_at: string | null;
        };
        FeedbackRequest: {
            answers: {
                [key: string]: unknown;
            };
            form_version: number;
        };
        PresenceRequest: {
            /** @description text of the scanned event code */
            code: string;
        };
        ActivityRef: {
            id: string;
            title: string;
        };
        Presence: {
            receipt: string;
            activity: components["schemas"]["ActivityRef"];
            /** Format: date-time */
            expires_at: string;
        };
        Location: {
            latitude: number;
            longitude: number;
            /**
             * @description how far off it may be: a coarse place is about 2,000
             * @default 0
             */
            accuracy_m: number;
        };
        MemberCheckinRequest: {
            client_ref: string;
            /**
             * @description text of the scanned event code
             * @default null
             */
            code: string | null;
            /** @default null */
            receipt: string | null;
            /** @default null */
            location: components["schemas"]["Location"] | null;
        };
        MemberCheckin: {
            activity: components["schemas"]["ActivityRef"];
            /** Format: date-time */
            checked_in_at: string;
            message: string;
            /** @description signed up by this very check-in */
            is_walk_in: boolean;
        };
        OrganizationCount: {
            name: string;
            expected: number;
            arrived: number;
        };
        HallArrival: {
            id: string;
            name: string;
            seats: number;
            /** Format: date-time */
            at: string;
        };
        Hall: {
            title: string;
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            server_time: string;
            version: number;
            expected: number;
            arrived: number;
            shows_names: boolean;
            per_organization: components["schemas"]["OrganizationCount"][];
            arrivals: components["schemas"]["HallArrival"][] | null;
        };
        MyTag: {
            name: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            at: string;
        };
        MyTags: {
            tags: components["schemas"]["MyTag"][];
        };
        SurveyCard: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            is_anonymous: boolean;
            is_editable: boolean;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            /** @enum {string} */
            state: "soon" | "open" | "full" | "closed";
            has_answered: boolean;
            /** @description at most so many are asked */
            questions: number;
            minutes: number;
            /** Format: date-time */
            closing_note_at: string | null;
        };
        SurveyCardPage: {
            items: components["schemas"]["SurveyCard"][];
            page: number;
            page_size: number;
            total: number;
        };
        SurveyForm: {
            version: number;
            definition: {
                [key: string]: unknown;
            };
        };
        FullOption: {
            question: string;
            option: string;
        };
        SurveyFile: {
            id: string;
            name: string;
            mime: string;
            /** @description bytes */
            size: number;
            width: number | null;
            height: number | null;
            url: string;
        };
        SurveyDetail: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            is_anonymous: boolean;
            is_editable: boolean;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            /** @enum {string} */
            state: "soon" | "open" | "full" | "closed";
            has_answered: boolean;
            /** @description at most so many are asked */
            questions: number;
            minutes: number;
            /** Format: date-time */
            closing_note_at: string | null;
            introduction: string;
            form: components["schemas"]["SurveyForm"] | null;
            answers: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            submitted_at: string | null;
            full_options: components["schemas"]["FullOption"][];
            /** @description the same each time; orders randomised options */
            seed: string;
            /** @description answered, and not yet mixed with others */
            held: boolean;
            closing_note: string;
            /** @description what has to be said of it, or empty */
            notice: string;
            can_see_results: boolean;
            files: components["schemas"]["SurveyFile"][];
        };
        Submission: {
            answers: {
                [key: string]: unknown;
            };
            form_version: number;
            /**
             * @description whom I act for, as a delegate
             * @default null
             */
            for_member_id: string | null;
        };
        Receipt: {
            has_answered: boolean;
            held: boolean;
            /** Format: date-time */
            submitted_at: string | null;
            answers: {
                [key: string]: unknown;
            } | null;
        };
        SurveyUpload: {
            /** Format: binary */
            file: string;
            question: string;
            client_ref: string;
            /** @default  */
            name: string;
        };
        ResultsSurvey: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            is_anonymous: boolean;
            /** @enum {string} */
            state: "draft" | "soon" | "open" | "closed" | "cancelled";
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
        };
        ResultsFilter: {
            organization_id: string | null;
            question: string | null;
            value: string | null;
        };
        ResultItem: {
            value: string;
            label: string;
            count: number | null;
            share: number | null;
            mean: number | null;
        };
        PromoterScore: {
            score: number;
            promoters: number;
            passives: number;
            detractors: number;
        };
        ResultRow: {
            value: string;
            label: string;
            answered: number | null;
            items: components["schemas"]["ResultItem"][];
        };
        TextGroup: {
            text: string;
            count: number | null;
            variants: string[];
        };
        QuestionResult: {
            key: string;
            number: number;
            section: string;
            title: string;
            type: string;
            /** @enum {string} */
            chart: "bar" | "nps" | "histogram" | "stacked" | "ranking" | "texts" | "files";
            answered: number | null;
            items: components["schemas"]["ResultItem"][];
            mean: number | null;
            nps: components["schemas"]["PromoterScore"] | null;
            rows: components["schemas"]["ResultRow"][];
            texts: components["schemas"]["TextGroup"][];
            texts_total: number | null;
        };
        ResultUnit: {
            id: string;
            name: string;
            invited: number;
            responses: number | null;
        };
        Results: {
            survey: components["schemas"]["ResultsSurvey"];
            invited: number | null;
            responses: number | null;
            answer_rate: number | null;
            is_hidden: boolean;
            version: number;
            filter: components["schemas"]["ResultsFilter"] | null;
            questions: components["schemas"]["QuestionResult"][];
            units: components["schemas"]["ResultUnit"][];
        };
        CaseCategory: {
            key: string;
            title: string;
        };
        Part: {
            text: string;
            is_hit: boolean;
        };
        Highlight: {
            /** @enum {string} */
            field: "title" | "text" | "reply";
            parts: components["schemas"]["Part"][];
        };
        SuggestionCard: {
            id: string;
            title: string;
            excerpt: string;
            category: components["schemas"]["CaseCategory"];
            place: string;
            author_name: string;
            is_mine: boolean;
            state: string;
            state_word: string;
            outcome: string;
            outcome_word: string;
            endorsements: number;
            has_endorsed: boolean;
            /** @description how many others can see */
            photos: number;
            cover_url: string | null;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            answered_at: string | null;
            public_state: string;
            highlights: components["schemas"]["Highlight"][];
        };
        Board: {
            items: components["schemas"]["SuggestionCard"][];
            page: number;
            page_size: number;
            total: number;
            is_board_public: boolean;
        };
        HintedCategory: {
            key: string;
            title: string;
            hint: string;
        };
        Guide: {
            categories: components["schemas"]["HintedCategory"][];
            outcomes: components["schemas"]["CaseCategory"][];
            most_photos: number;
            hot_rule: string;
            name_note: string;
            is_board_public: boolean;
        };
        SimilarItem: {
            id: string;
            title: string;
            excerpt: string;
            category: components["schemas"]["CaseCategory"];
            place: string;
            author_name: string;
            is_mine: boolean;
            state: string;
            state_word: string;
            outcome: string;
            outcome_word: string;
            endorsements: number;
            has_endorsed: boolean;
            /** @description how many others can see */
            photos: number;
            cover_url: string | null;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            answered_at: string | null;
            public_state: string;
            highlights: components["schemas"]["Highlight"][];
            reply_excerpt: string;
        };
        Similar: {
            items: components["schemas"]["SimilarItem"][];
        };
        NewSuggestion: {
            title: string;
            text: string;
            category: string;
            /** @default  */
            place: string;
            /** @default false */
            is_name_hidden: boolean;
            client_ref: string;
        };
        SuggestionPhoto: {
            id: string;
            url: string;
            width: number;
            height: number;
            state: string;
            is_mine: boolean;
        };
        CaseStep: {
            id: string;
            number: number;
            /** Format: date-time */
            at: string;
            kind: string;
            word: string;
            title: string;
            text: string;
            actor_name: string;
            is_mine: boolean;
            visible_to: string;
        };
        CaseReply: {
            text: string;
            outcome: string;
            outcome_word: string;
            /** @description an ISO day */
            promised_on: string | null;
            /** Format: date-time */
            at: string;
            by_name: string;
            is_public: boolean;
        };
        Difference: {
            /** @enum {string} */
            op: "same" | "added" | "removed";
            text: string;
        };
        Edit: {
            /** Format: date-time */
            at: string;
            title_parts: components["schemas"]["Difference"][];
            text_parts: components["schemas"]["Difference"][];
        };
        CaseRef: {
            id: string;
            title: string;
        };
        Can: {
            edit: boolean;
            endorse: boolean;
            withdraw_endorsement: boolean;
            rate: boolean;
            reopen: boolean;
            withdraw: boolean;
            opt_out: boolean;
            complain: boolean;
            add_photos: boolean;
        };
        Suggestion: {
            id: string;
            title: string;
            excerpt: string;
            category: components["schemas"]["CaseCategory"];
            place: string;
            author_name: string;
            is_mine: boolean;
            state: string;
            state_word: string;
            outcome: string;
            outcome_word: string;
            endorsements: number;
            has_endorsed: boolean;
            photos: components["schemas"]["SuggestionPhoto"][];
            cover_url: string | null;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            answered_at: string | null;
            public_state: string;
            highlights: components["schemas"]["Highlight"][];
            text: string;
            steps: components["schemas"]["CaseStep"][];
            reply: components["schemas"]["CaseReply"] | null;
            rating: number | null;
            rating_text: string;
            edits: components["schemas"]["Edit"][];
            merged_into: components["schemas"]["CaseRef"] | null;
            merged_from: components["schemas"]["CaseRef"][];
            /** Format: date-time */
            opt_out_until: string | null;
            /** @enum {string} */
            check: "waiting" | "log_in" | "staff" | "passed" | "blocked" | "off";
            can: components["schemas"]["Can"];
            /** @description time left, in words */
            left: string;
            pause_reason: string;
            version: number;
        };
        ChangeSuggestion: {
            title?: string;
            text?: string;
            category?: string;
            place?: string;
            is_name_hidden?: boolean;
            /** @default null */
            version: number | null;
        };
        Rating: {
            score: number;
            /** @default  */
            text: string;
        };
        Reopening: {
            reason: string;
        };
        SuggestionPhotoUpload: {
            /** Format: binary */
            file: string;
            client_ref: string;
        };
        TopicActivity: {
            id: string;
            title: string;
        };
        TopicCard: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** @enum {string} */
            state: "soon" | "open" | "closed" | "published";
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            statements: number;
            participants: number;
            votes: number;
            has_taken_part: boolean;
            is_hot: boolean;
            activity: components["schemas"]["TopicActivity"] | null;
        };
        TopicCardPage: {
            items: components["schemas"]["TopicCard"][];
            page: number;
            page_size: number;
            total: number;
        };
        Statement: {
            id: string;
            text: string;
            author_name: string;
            is_mine: boolean;
            public_state: string;
            my_vote: string | null;
            agrees: number | null;
            disagrees: number | null;
            passes: number | null;
        };
        Topic: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** @enum {string} */
            state: "soon" | "open" | "closed" | "published";
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            statements: number;
            participants: number;
            votes: number;
            has_taken_part: boolean;
            is_hot: boolean;
            activity: components["schemas"]["TopicActivity"] | null;
            text: string;
            said: components["schemas"]["Statement"][];
            summary: string;
            /** Format: date-time */
            results_at: string | null;
            hot_rule: string;
            can_add: boolean;
            can_vote: boolean;
        };
        NewStatement: {
            text: string;
            /** @default true */
            is_name_hidden: boolean;
            client_ref: string;
        };
        Vote: {
            /** @enum {string} */
            vote: "agree" | "disagree" | "pass";
        };
        ComplaintRequest: {
            /** @enum {string} */
            subject_kind: "suggestion" | "statement" | "photo" | "activity_photo";
            subject_id: string;
            /** @enum {string} */
            reason: "abuse" | "false" | "privacy" | "advertising" | "illegal" | "other";
            /** @default  */
            text: string;
        };
        ComplaintReceipt: {
            id: string;
            state: string;
            /** Format: date-time */
            created_at: string;
        };
        Participation: {
            /** @description activity_attended, survey_answered, or what a kind of case says of itself */
            kind: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"] | null;
            /** Format: date-time */
            occurred_at: string;
            detail: {
                [key: string]: unknown;
            };
        };
        ParticipationTotals: {
            times: number;
            hours: number;
        };
        ParticipationRecordPage: {
            items: components["schemas"]["Participation"][];
            page: number;
            page_size: number;
            total: number;
            totals: components["schemas"]["ParticipationTotals"];
        };
        Subscription: {
            name: string;
            /** @description the id WeChat gave it */
            template: string;
            title: string;
            /** @description messages that may still be sent */
            left: number;
            /** @description of those, kept for something */
            held: number;
            /** @enum {string} */
            always: "" | "accept" | "reject";
            is_long_term: boolean;
            is_refused: boolean;
        };
        Subscriptions: {
            items: components["schemas"]["Subscription"][];
        };
        SubscriptionReport: {
            results: {
                [key: string]: "accept" | "reject" | "ban" | "filter" | "acceptWithAudio" | "acceptWithAlert" | "acceptWithForcePush";
            };
            /** @default null */
            always: {
                [key: string]: "accept" | "reject";
            } | null;
            /**
             * @description what it is for: activity:42
             * @default
             */
            subject: string;
            client_ref: string;
        };
        Credits: {
            credits: {
                [key: string]: number;
            };
        };
        MessageLine: {
            label: string;
            value: string;
        };
        Message: {
            id: string;
            kind: string;
            label: string;
            title: string;
            lines: components["schemas"]["MessageLine"][];
            /** @description a mini-program path, or nothing */
            page: string;
            /** Format: date-time */
            at: string;
            is_read: boolean;
            /** @description of no use any more */
            is_past: boolean;
            /** @description what became of it in WeChat, in words */
            delivered: string;
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            page: number;
            page_size: number;
            total: number;
        };
        Read: {
            ids?: string[];
            /** @default false */
            all: boolean;
        };
        SwitchState: {
            about: string;
            label: string;
            explanation: string;
            is_on: boolean;
        };
        Switches: {
            items: components["schemas"]["SwitchState"][];
        };
        Switch: {
            /** @enum {string} */
            about: "signups" | "changes" | "reminders" | "surveys" | "voice" | "profile" | "invitations" | "work";
            is_on: boolean;
        };
        Delegation: {
            member_id: string;
            name: string;
            company: string;
            position: string;
        };
        Delegations: {
            acts_for: components["schemas"]["Delegation"][];
            acted_by: components["schemas"]["Delegation"][];
        };
        Export: {
            /** Format: date-time */
            exported_at: string;
            data: {
                [key: string]: unknown;
            };
        };
        DeletionRequest: {
            /** @enum {string} */
            confirm: "注销";
        };
        Access: {
            /** Format: date-time */
            at: string;
            by_name: string | null;
            what: string;
            reason: string;
        };
        AccessPage: {
            items: components["schemas"]["Access"][];
            page: number;
            page_size: number;
            total: number;
        };
        OrganizedActivity: {
            id: string;
            title: string;
            kind: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            capacity: number | null;
            taken: number;
            places_left: number | null;
            waitlisted: number;
            /** Format: date-time */
            signup_opens_at: string | null;
            /** Format: date-time */
            signup_closes_at: string;
            /** @enum {string} */
            phase: "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            needs_review: boolean;
            is_organizer: boolean;
            my_signup: components["schemas"]["MySignupBrief"] | null;
            cover: components["schemas"]["Cover"] | null;
            arrived: number;
            expected: number;
        };
        OrganizedActivityPage: {
            items: components["schemas"]["OrganizedActivity"][];
            page: number;
            page_size: number;
            total: number;
        };
        Arrival: {
            scan_id: string;
            signup_id: string | null;
            name: string;
            organization: string;
            /** Format: date-time */
            checked_in_at: string;
            /** @enum {string} */
            method: "pass" | "event_code" | "manual" | "walk_in";
            seats: number;
            door: string;
        };
        DoorPhone: {
            id: string;
            door: string;
            member_name: string;
            arrived: number;
            /** Format: date-time */
            last_seen_at: string;
            is_revoked: boolean;
        };
        CodeDelay: {
            scans: number;
            median_ms: number | null;
            /** @description 0 to 1: after the code's own 30 seconds */
            late_share: number;
        };
        SessionCount: {
            id: string;
            title: string;
            arrived: number;
        };
        Live: {
            version: number;
            expected: number;
            arrived: number;
            arrivals: components["schemas"]["Arrival"][];
            per_organization: components["schemas"]["OrganizationCount"][];
            doors: components["schemas"]["DoorPhone"][];
            code_delay: components["schemas"]["CodeDelay"];
            sessions: components["schemas"]["SessionCount"][];
            conflicts: number;
        };
        HallLink: {
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        Attendee: {
            signup_id: string;
            name: string;
            organization: string;
            phone_masked: string;
            /** @enum {string} */
            state: "arrived" | "missing";
            /** Format: date-time */
            checked_in_at: string | null;
        };
        AttendeePage: {
            items: components["schemas"]["Attendee"][];
            page: number;
            page_size: number;
            total: number;
        };
        Slot: {
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            text: string;
        };
        EventCode: {
            slot_seconds: number;
            grace_slots: number;
            /** Format: date-time */
            server_time: string;
            slots: components["schemas"]["Slot"][];
        };
        ScanRequest: {
            client_ref: string;
            /** @default null */
            session_id: string | null;
            /**
             * @default in
             * @enum {string}
             */
            direction: "in" | "out";
            /** @default null */
            grant_id: string | null;
            /** @description text of the scanned pass, or its four spoken characters */
            code: string;
        };
        ScanAnswer: {
            signup_id: string | null;
            name: string;
            organization: string;
            /** Format: date-time */
            checked_in_at: string;
            arrived: number;
            expected: number;
            version: number;
            message: string;
            scan_id: string;
            seats: number;
            session_id: string | null;
            /** @enum {string} */
            direction: "in" | "out";
        };
        TickRequest: {
            client_ref: string;
            /** @default null */
            session_id: string | null;
            /**
             * @default in
             * @enum {string}
             */
            direction: "in" | "out";
            /** @default null */
            grant_id: string | null;
            signup_id: string;
        };
        DoorGrantRequest: {
            device: string;
            /** @default  */
            door: string;
        };
        DoorGrant: {
            id: string;
            door: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            server_time: string;
        };
        DoorActivity: {
            id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            state: string;
            scans_most: number;
            has_leave_scan: boolean;
            allows_walk_ins: boolean;
        };
        DoorSession: {
            id: string;
            title: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
        };
        DoorList: {
            version: number;
            /** Format: date-time */
            server_time: string;
            is_whole: boolean;
            activity: components["schemas"]["DoorActivity"];
            sessions: components["schemas"]["DoorSession"][];
            grant_revoked: boolean;
            entries: unknown[][];
        };
        OfflineScan: {
            client_ref: string;
            /** @default  */
            code: string;
            /** @default null */
            session_id: string | null;
            /**
             * @default in
             * @enum {string}
             */
            direction: "in" | "out";
            /** Format: date-time */
            scanned_at: string;
            /** @default 0 */
            offset_ms: number;
            /**
             * @default pass
             * @enum {string}
             */
            method: "pass" | "manual";
            /** @default null */
            signup_id: string | null;
        };
        BatchRequest: {
            grant_id: string;
            /**
             * Format: date-time
             * @default null
             */
            device_now: string | null;
            scans: components["schemas"]["OfflineScan"][];
        };
        BatchResult: {
            client_ref: string;
            /** @enum {string} */
            outcome: "in" | "out" | "already" | "refused";
            code: string;
            message: string;
            name: string;
            organization: string;
            seats: number;
            /** Format: date-time */
            checked_in_at: string | null;
        };
        Conflict: {
            client_ref: string;
            message: string;
        };
        BatchAnswer: {
            /** Format: date-time */
            server_time: string;
            results: components["schemas"]["BatchResult"][];
            conflicts: components["schemas"]["Conflict"][];
            version: number;
            arrived: number;
            expected: number;
        };
        WalkInRequest: {
            client_ref: string;
            name: string;
            /** @default  */
            phone: string;
            /** @default null */
            session_id: string | null;
            /** @default null */
            grant_id: string | null;
        };
        UndoRequest: {
            client_ref: string;
            reason: string;
        };
        UndoAnswer: {
            signup_id: string | null;
            name: string;
            organization: string;
            /** Format: date-time */
            checked_in_at: string | null;
            arrived: number;
            expected: number;
            version: number;
            message: string;
            scan_id: string;
            seats: number;
            session_id: string | null;
            /** @enum {string} */
            direction: "in" | "out";
        };
        SignInRequest: {
            /** @description like Chrome / Windows */
            browser: string;
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description what it would be let in as, in words */
            roles: string[];
        };
        ConsoleSession: {
            id: string;
            browser: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            used_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        ConsoleSessions: {
            items: components["schemas"]["ConsoleSession"][];
        };
        StaffInvitation: {
            code: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            expires_at: string;
            id: string;
            max_uses: number;
            used: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        StaffInvitationPage: {
            items: components["schemas"]["StaffInvitation"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewInvitation: {
            organization_id: string;
            /** @default 1 */
            max_uses: number;
            /**
             * @description good for so many days
             * @default 14
             */
            days: number;
        };
        Decider: {
            id: string;
            name: string;
        };
        Candidate: {
            id: string;
            name: string;
            phone_masked: string | null;
            is_claimed: boolean;
        };
        Application: {
            id: string;
            /** @enum {string} */
            state: "pending" | "approved" | "declined" | "withdrawn";
            /** @enum {string} */
            source: "form" | "phone_conflict" | "name_mismatch" | "phone_unmatched";
            name: string;
            note: string;
            phone_masked: string | null;
            organization: components["schemas"]["OrganizationRef"] | null;
            reason: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at: string | null;
            decided_by: components["schemas"]["Decider"] | null;
            candidates: components["schemas"]["Candidate"][];
        };
        ApplicationPage: {
            items: components["schemas"]["Application"][];
            page: number;
            page_size: number;
            total: number;
        };
        Approve: {
            /**
             * @description the roster row; without it a new person
             * @default null
             */
            member_id: string | null;
        };
        Decline: {
            reason: string;
        };
        StaffActivityRow: {
            id: string;
            organization: components["schemas"]["OrganizationRef"];
            title: string;
            kind: string;
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @enum {string} */
            state: "draft" | "published" | "cancelled";
            /** @enum {string} */
            phase: "draft" | "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            capacity: number | null;
            taken: number;
            approved: number;
            to_review: number;
            waitlisted: number;
            arrived: number;
        };
        StaffActivityRowPage: {
            items: components["schemas"]["StaffActivityRow"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewActivity: {
            /** @enum {string} */
            kind?: "meeting" | "lecture" | "visit" | "volunteering" | "sport" | "course" | "other";
            description?: string;
            venue?: string;
            latitude?: number | null;
            longitude?: number | null;
            online_link?: string;
            contact_name?: string;
            contact_phone?: string;
            is_public?: boolean;
            /** Format: date-time */
            signup_opens_at?: string | null;
            /** Format: date-time */
            signup_closes_at?: string;
            /** Format: date-time */
            cancel_closes_at?: string;
            /** Format: date-time */
            checkin_opens_at?: string;
            /** Format: date-time */
            checkin_closes_at?: string;
            capacity?: number | null;
            needs_review?: boolean;
            /** @description a form definition */
            questions?: {
                [key: string]: unknown;
            } | null;
            /** @description a form definition; null: the usual one */
            feedback_questions?: {
                [key: string]: unknown;
            } | null;
            companions_most?: number;
            companions_named?: boolean;
            /** @description 0: as often as wanted */
            scans_most?: number;
            has_leave_scan?: boolean;
            allows_walk_ins?: boolean;
            checkin_radius_m?: number | null;
            /** @enum {string} */
            hall_names?: "surname" | "full" | "none";
            organization_id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @default null */
            client_ref: string | null;
        };
        StaffSession: {
            id: string;
            title: string;
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            arrived: number;
        };
        Quota: {
            organization: components["schemas"]["OrganizationRef"];
            seats: number;
            taken: number;
            is_limit: boolean;
        };
        Share: {
            organization: components["schemas"]["OrganizationRef"];
            seats: number | null;
        };
        ReviewRule: {
            organization: components["schemas"]["OrganizationRef"];
            most: number | null;
            approved: number;
        };
        Organizer: {
            id: string;
            name: string;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
        };
        StaffActivity: {
            id: string;
            organization: components["schemas"]["OrganizationRef"];
            title: string;
            kind: string;
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @enum {string} */
            state: "draft" | "published" | "cancelled";
            /** @enum {string} */
            phase: "draft" | "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            capacity: number | null;
            taken: number;
            approved: number;
            to_review: number;
            waitlisted: number;
            arrived: number;
            description: string;
            latitude: number | null;
            longitude: number | null;
            online_link: string;
            contact_name: string;
            contact_phone: string;
            is_public: boolean;
            /** Format: date-time */
            signup_opens_at: string | null;
            /** Format: date-time */
            signup_closes_at: string;
            /** Format: date-time */
            cancel_closes_at: string;
            /** Format: date-time */
            checkin_opens_at: string;
            /** Format: date-time */
            checkin_closes_at: string;
            needs_review: boolean;
            questions: {
                [key: string]: unknown;
            } | null;
            questions_version: number | null;
            cancel_reason: string;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            published_at: string | null;
            /** Format: date-time */
            cancelled_at: string | null;
            feedback_questions: {
                [key: string]: unknown;
            } | null;
            companions_most: number;
            companions_named: boolean;
            scans_most: number;
            has_leave_scan: boolean;
            allows_walk_ins: boolean;
            checkin_radius_m: number | null;
            /** @enum {string} */
            hall_names: "surname" | "full" | "none";
            signups_made: number;
            dropouts: number;
            /** Format: date-time */
            changed_at: string | null;
            /** Format: date-time */
            settled_at: string | null;
            /** Format: date-time */
            reported_at: string | null;
            copied_from_id: string | null;
            sessions: components["schemas"]["StaffSession"][];
            quotas: components["schemas"]["Quota"][];
            shares: components["schemas"]["Share"][];
            review_rules: components["schemas"]["ReviewRule"][];
            organizers: components["schemas"]["Organizer"][];
            obstacles: {
                [key: string]: string[];
            };
        };
        ChangeActivity: {
            /** @enum {string} */
            kind?: "meeting" | "lecture" | "visit" | "volunteering" | "sport" | "course" | "other";
            description?: string;
            venue?: string;
            latitude?: number | null;
            longitude?: number | null;
            online_link?: string;
            contact_name?: string;
            contact_phone?: string;
            is_public?: boolean;
            /** Format: date-time */
            signup_opens_at?: string | null;
            /** Format: date-time */
            signup_closes_at?: string;
            /** Format: date-time */
            cancel_closes_at?: string;
            /** Format: date-time */
            checkin_opens_at?: string;
            /** Format: date-time */
            checkin_closes_at?: string;
            capacity?: number | null;
            needs_review?: boolean;
            /** @description a form definition */
            questions?: {
                [key: string]: unknown;
            } | null;
            /** @description a form definition; null: the usual one */
            feedback_questions?: {
                [key: string]: unknown;
            } | null;
            companions_most?: number;
            companions_named?: boolean;
            /** @description 0: as often as wanted */
            scans_most?: number;
            has_leave_scan?: boolean;
            allows_walk_ins?: boolean;
            checkin_radius_m?: number | null;
            /** @enum {string} */
            hall_names?: "surname" | "full" | "none";
            title?: string;
            /** Format: date-time */
            starts_at?: string;
            /** Format: date-time */
            ends_at?: string;
        };
        WhenAndWhere: {
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            venue: string;
            online_link?: string;
        };
        CancelActivity: {
            reason: string;
        };
        Term: {
            member_id: string;
            /**
             * Format: date-time
             * @default null
             */
            starts_at: string | null;
            /**
             * Format: date-time
             * @default null
             */
            ends_at: string | null;
        };
        Organizers: {
            /** @default null */
            member_ids: string[] | null;
            /** @default null */
            organizers: components["schemas"]["Term"][] | null;
        };
        MemberName: {
            id: string;
            name: string;
        };
        StaffSignup: {
            id: string;
            member: components["schemas"]["MemberName"];
            phone_masked: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected" | "waitlisted" | "cancelled";
            answers: {
                [key: string]: unknown;
            };
            form_version: number | null;
            reason: string;
            /** Format: date-time */
            queued_at: string | null;
            /** Format: date-time */
            decided_at: string | null;
            decided_by: components["schemas"]["MemberName"] | null;
            seats: number;
            companions: components["schemas"]["Companion"][];
            number: number | null;
            made_by: components["schemas"]["MemberName"] | null;
            is_walk_in: boolean;
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        StaffSignupPage: {
            items: components["schemas"]["StaffSignup"][];
            page: number;
            page_size: number;
            total: number;
        };
        SignUpFor: {
            member_id: string;
            /** @default 0 */
            companion_count: number;
            answers?: {
                [key: string]: unknown;
            };
        };
        RejectSignup: {
            /** @default  */
            reason: string;
        };
        NewSession: {
            /** @default null */
            id: string | null;
            title: string;
            /** @default  */
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: date-time */
            checkin_opens_at?: string;
            /** Format: date-time */
            checkin_closes_at?: string;
        };
        Sessions: {
            sessions: components["schemas"]["NewSession"][];
        };
        NewQuota: {
            organization_id: string;
            seats: number;
            /** @default false */
            is_limit: boolean;
        };
        Quotas: {
            quotas: components["schemas"]["NewQuota"][];
        };
        NewShare: {
            organization_id: string;
            /** @default null */
            seats: number | null;
        };
        Shares: {
            shares: components["schemas"]["NewShare"][];
        };
        NewReviewRule: {
            organization_id: string;
            /** @default null */
            most: number | null;
        };
        ReviewRules: {
            review_rules: components["schemas"]["NewReviewRule"][];
        };
        CopyActivity: {
            /** Format: date-time */
            starts_at: string;
            client_ref: string;
        };
        HistoryChange: {
            field: string;
            title: string;
            old: string | null;
            new: string | null;
        };
        HistoryEntry: {
            /** Format: date-time */
            at: string;
            by: string;
            action: string;
            words: string;
            reason: string;
            changes: components["schemas"]["HistoryChange"][];
        };
        HistoryEntryPage: {
            items: components["schemas"]["HistoryEntry"][];
            page: number;
            page_size: number;
            total: number;
        };
        MediaUpload: {
            /**
             * Format: binary
             * @description a picture, or PDF, docx, xlsx, pptx, txt
             */
            file: string;
            /** @enum {string} */
            purpose: "cover" | "attachment";
            /** @default null */
            client_ref: string | null;
        };
        Uploader: {
            id: string;
            name: string;
        };
        ActivityTitle: {
            id: string;
            title: string;
        };
        StaffMedia: {
            url: string;
            width: number | null;
            height: number | null;
            id: string;
            /** @enum {string} */
            purpose: "cover" | "attachment" | "photo";
            /** @enum {string} */
            state: "pending" | "clear" | "blocked";
            /** @enum {string|null} */
            waits_for: "wechat" | "staff" | null;
            name: string;
            caption: string;
            mime: string;
            size: number;
            uploaded_by: components["schemas"]["Uploader"] | null;
            activity: components["schemas"]["ActivityTitle"];
            /** Format: date-time */
            created_at: string;
        };
        StaffMediaPage: {
            items: components["schemas"]["StaffMedia"][];
            page: number;
            page_size: number;
            total: number;
        };
        ReportedActivity: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @enum {string} */
            phase: "draft" | "signup_soon" | "signup_open" | "signup_closed" | "under_way" | "ended" | "reported" | "cancelled";
            /** Format: date-time */
            settled_at: string | null;
            /** Format: date-time */
            reported_at: string | null;
        };
        ReportNumbers: {
            capacity: number | null;
            signed_up: number;
            approved: number;
            arrived: number;
            rate: number | null;
            no_shows: number;
            left_early: number;
            rejected: number;
            waitlisted: number;
            dropouts: number;
            walk_ins: number;
            companions: number;
        };
        ArrivalStep: {
            /** Format: date-time */
            at: string;
            seats: number;
        };
        Arrivals: {
            step_minutes: number;
            steps: components["schemas"]["ArrivalStep"][];
        };
        OrganizationTurnout: {
            name: string;
            expected: number;
            arrived: number;
        };
        SessionTurnout: {
            id: string;
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            arrived: number;
        };
        Ratings: {
            count: number;
            average: number | null;
            stars: number[];
        };
        TextAnswers: {
            key: string;
            title: string;
            answers: string[];
        };
        FeedbackSummary: {
            given: number;
            texts: components["schemas"]["TextAnswers"][];
        };
        ReportPhoto: {
            id: string;
            url: string;
            width: number | null;
            height: number | null;
            caption: string;
        };
        Report: {
            activity: components["schemas"]["ReportedActivity"];
            numbers: components["schemas"]["ReportNumbers"];
            arrivals: components["schemas"]["Arrivals"];
            organizations: components["schemas"]["OrganizationTurnout"][];
            sessions: components["schemas"]["SessionTurnout"][];
            ratings: components["schemas"]["Ratings"];
            feedback: components["schemas"]["FeedbackSummary"];
            photos: components["schemas"]["ReportPhoto"][];
            /** Format: date-time */
            made_at: string;
        };
        ReportLink: {
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        Comers: {
            id: string;
            /** @enum {string} */
            who: "signed_up" | "attended";
        };
        Audience: {
            organizations?: string[];
            tags?: string[];
            activities?: components["schemas"]["Comers"][];
            /**
             * @description only those with a WeChat account
             * @default false
             */
            is_reachable: boolean;
            /**
             * @description only those without one
             * @default false
             */
            is_unclaimed: boolean;
            sources?: ("roster" | "invitation" | "application" | "staff")[];
            /** @default null */
            completeness_least: number | null;
            /** @default null */
            completeness_most: number | null;
            /**
             * @description only those with a section that has grown old
             * @default false
             */
            is_stale: boolean;
            /**
             * Format: date
             * @description on the roster or joined since that day
             * @default null
             */
            joined_since: string | null;
            /**
             * @description in the mini-program within so many days
             * @default null
             */
            active_days: number | null;
            /**
             * @description not in the mini-program for so many days
             * @default null
             */
            idle_days: number | null;
            /**
             * @default all
             * @enum {string}
             */
            match: "all" | "any";
            filters?: string[];
        };
        AudienceCountRequest: {
            organization_id: string;
            audience: components["schemas"]["Audience"];
        };
        AudienceCount: {
            count: number;
        };
        Tag: {
            id: string;
            name: string;
            organization: components["schemas"]["OrganizationRef"];
            members: number;
        };
        TagPage: {
            items: components["schemas"]["Tag"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewTag: {
            organization_id: string;
            name: string;
        };
        Tagging: {
            add?: string[];
            remove?: string[];
        };
        FilterDefinition: {
            organizations?: string[];
            tags?: string[];
            activities?: components["schemas"]["Comers"][];
            /**
             * @description only those with a WeChat account
             * @default false
             */
            is_reachable: boolean;
            /**
             * @description only those without one
             * @default false
             */
            is_unclaimed: boolean;
            sources?: ("roster" | "invitation" | "application" | "staff")[];
            /** @default null */
            completeness_least: number | null;
            /** @default null */
            completeness_most: number | null;
            /**
             * @description only those with a section that has grown old
             * @default false
             */
            is_stale: boolean;
            /**
             * Format: date
             * @description on the roster or joined since that day
             * @default null
             */
            joined_since: string | null;
            /**
             * @description in the mini-program within so many days
             * @default null
             */
            active_days: number | null;
            /**
             * @description not in the mini-program for so many days
             * @default null
             */
            idle_days: number | null;
            /**
             * @default all
             * @enum {string}
             */
            match: "all" | "any";
        };
        Filter: {
            id: string;
            name: string;
            organization: components["schemas"]["OrganizationRef"];
            definition: components["schemas"]["FilterDefinition"];
        };
        FilterPage: {
            items: components["schemas"]["Filter"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewFilter: {
            organization_id: string;
            name: string;
            definition: components["schemas"]["FilterDefinition"];
        };
        StaffSurveyCard: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** @enum {string} */
            state: "draft" | "soon" | "open" | "closed" | "cancelled";
            is_anonymous: boolean;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            invited: number;
            responses: number;
            quota: number | null;
            version: number;
        };
        StaffSurveyCardPage: {
            items: components["schemas"]["StaffSurveyCard"][];
            page: number;
            page_size: number;
            total: number;
        };
        Template: {
            key: string;
            title: string;
            description: string;
            is_anonymous: boolean;
            questions: number;
            minutes: number;
            definition: {
                [key: string]: unknown;
            };
        };
        Templates: {
            templates: components["schemas"]["Template"][];
        };
        OptionQuota: {
            question: string;
            option: string;
            most: number;
        };
        NewSurvey: {
            title: string;
            /** @default  */
            introduction: string;
            /** @description a form definition */
            definition?: {
                [key: string]: unknown;
            };
            /** @default false */
            is_anonymous: boolean;
            /** @default true */
            is_editable: boolean;
            /**
             * @default staff
             * @enum {string}
             */
            results_for: "staff" | "respondents";
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            audience?: components["schemas"]["Audience"];
            /** @default null */
            quota: number | null;
            option_quotas?: components["schemas"]["OptionQuota"][];
            organization_id: string;
            /** @default  */
            template: string;
            client_ref: string;
        };
        TakenQuota: {
            question: string;
            option: string;
            most: number;
            taken: number;
        };
        StaffSurvey: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** @enum {string} */
            state: "draft" | "soon" | "open" | "closed" | "cancelled";
            is_anonymous: boolean;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            invited: number;
            responses: number;
            quota: number | null;
            version: number;
            introduction: string;
            form: components["schemas"]["SurveyForm"];
            template: string;
            is_editable: boolean;
            results_for: string;
            audience: components["schemas"]["Audience"];
            audience_count: number;
            option_quotas: components["schemas"]["TakenQuota"][];
            closing_note: string;
            /** Format: date-time */
            closing_note_at: string | null;
            /** @description what has to be said of it, or empty */
            notice: string;
            /** Format: date-time */
            reminded_at: string | null;
            /** Format: date-time */
            published_at: string | null;
        };
        ChangeSurvey: {
            title?: string;
            introduction?: string;
            /** @description a form definition */
            definition?: {
                [key: string]: unknown;
            };
            is_anonymous?: boolean;
            is_editable?: boolean;
            /** @enum {string} */
            results_for?: "staff" | "respondents";
            /** Format: date-time */
            opens_at?: string;
            /** Format: date-time */
            closes_at?: string;
            audience?: components["schemas"]["Audience"];
            quota?: number | null;
            option_quotas?: components["schemas"]["OptionQuota"][];
        };
        Remark: {
            /** @enum {string} */
            level: "error" | "warning";
            number: number | null;
            question: string | null;
            message: string;
        };
        Check: {
            remarks: components["schemas"]["Remark"][];
            audience_count: number;
        };
        ClosingTime: {
            /** Format: date-time */
            closes_at: string;
        };
        CancelSurvey: {
            reason: string;
        };
        CopySurvey: {
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            client_ref: string;
        };
        Reminded: {
            sent_to: number;
        };
        ClosingNote: {
            text: string;
        };
        CrossHead: {
            key: string;
            title: string;
        };
        CrossColumn: {
            value: string;
            label: string;
        };
        CrossCell: {
            count: number | null;
            share: number | null;
        };
        CrossRow: {
            value: string;
            label: string;
            total: number | null;
            cells: components["schemas"]["CrossCell"][];
        };
        Cross: {
            question: components["schemas"]["CrossHead"];
            by: components["schemas"]["CrossHead"];
            columns: components["schemas"]["CrossColumn"][];
            rows: components["schemas"]["CrossRow"][];
            is_hidden: boolean;
        };
        TextGroupPage: {
            items: components["schemas"]["TextGroup"][];
            page: number;
            page_size: number;
            total: number;
        };
        ResponseMember: {
            id: string;
            name: string;
        };
        ResponseAnswer: {
            /** @description the key */
            question: string;
            number: number;
            title: string;
            text: string;
            files: components["schemas"]["SurveyFile"][];
        };
        Response: {
            id: string;
            member: components["schemas"]["ResponseMember"] | null;
            /** Format: date-time */
            submitted_at: string;
            /** Format: date-time */
            updated_at: string;
            answers: components["schemas"]["ResponseAnswer"][];
        };
        ResponsePage: {
            items: components["schemas"]["Response"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewLink: {
            days: number;
        };
        Link: {
            id: string;
            url: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        Links: {
            links: components["schemas"]["Link"][];
        };
        Person: {
            id: string;
            name: string;
        };
        StaffCaseCard: {
            id: string;
            kind: string;
            title: string;
            excerpt: string;
            category: components["schemas"]["CaseCategory"];
            organization: components["schemas"]["OrganizationRef"];
            author: components["schemas"]["Person"] | null;
            is_name_hidden: boolean;
            /** @enum {string} */
            state: "received" | "assigned" | "in_progress" | "answered" | "closed" | "declined" | "merged" | "withdrawn";
            state_word: string;
            public_state: string;
            assignee: components["schemas"]["Person"] | null;
            /** Format: date-time */
            due_at: string | null;
            is_overdue: boolean;
            /** @description time left, in words */
            left: string;
            is_paused: boolean;
            escalation_level: number;
            endorsements: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            answered_at: string | null;
            rating: number | null;
            version: number;
        };
        QueueCounts: {
            due: number;
            mine: number;
            unassigned: number;
            overdue: number;
            unhappy: number;
        };
        CaseQueue: {
            items: components["schemas"]["StaffCaseCard"][];
            page: number;
            page_size: number;
            total: number;
            counts: components["schemas"]["QueueCounts"];
        };
        CasePhoto: {
            id: string;
            url: string;
            width: number;
            height: number;
            state: string;
        };
        StaffCase: {
            id: string;
            kind: string;
            title: string;
            excerpt: string;
            category: components["schemas"]["CaseCategory"];
            organization: components["schemas"]["OrganizationRef"];
            author: components["schemas"]["Person"] | null;
            is_name_hidden: boolean;
            /** @enum {string} */
            state: "received" | "assigned" | "in_progress" | "answered" | "closed" | "declined" | "merged" | "withdrawn";
            state_word: string;
            public_state: string;
            assignee: components["schemas"]["Person"] | null;
            /** Format: date-time */
            due_at: string | null;
            is_overdue: boolean;
            /** @description time left, in words */
            left: string;
            is_paused: boolean;
            escalation_level: number;
            endorsements: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            answered_at: string | null;
            rating: number | null;
            version: number;
            text: string;
            place: string;
            photos: components["schemas"]["CasePhoto"][];
            steps: components["schemas"]["CaseStep"][];
            handlers: components["schemas"]["Person"][];
            reply: components["schemas"]["CaseReply"] | null;
            outcomes: components["schemas"]["CaseCategory"][];
            rating_text: string;
            merged_into: components["schemas"]["CaseRef"] | null;
            merged_from: components["schemas"]["CaseRef"][];
            pause_reason: string;
            actions: string[];
        };
        CaseCandidate: {
            id: string;
            name: string;
            organization_name: string;
        };
        CaseCandidates: {
            candidates: components["schemas"]["CaseCandidate"][];
        };
        TransferTargets: {
            organizations: components["schemas"]["OrganizationRef"][];
        };
        MergeTargets: {
            items: components["schemas"]["StaffCaseCard"][];
        };
        Assign: {
            version: number;
            member_id: string;
            /**
             * @description working days until it is answered
             * @default null
             */
            due_days: number | null;
            /** @default  */
            note: string;
        };
        Transfer: {
            version: number;
            organization_id: string;
            reason: string;
        };
        Version: {
            version: number;
        };
        CaseReason: {
            version: number;
            reason: string;
        };
        Note: {
            version: number;
            text: string;
        };
        Handlers: {
            member_ids: string[];
        };
        Due: {
            version: number;
            reason: string;
            /** Format: date-time */
            due_at: string;
        };
        Reply: {
            version: number;
            text: string;
            /** @enum {string} */
            outcome: "adopted" | "partly" | "explained" | "passed_on";
            /**
             * Format: date
             * @default null
             */
            promised_on: string | null;
            /** @default true */
            is_public: boolean;
        };
        Merge: {
            version: number;
            into_id: string;
            /** @default  */
            note: string;
        };
        Day: {
            /** Format: date */
            day: string;
            is_workday: boolean;
            name: string;
        };
        Days: {
            days: components["schemas"]["Day"][];
            unknown_years: number[];
            note: string;
        };
        DayChange: {
            is_workday: boolean;
            /** @default  */
            name: string;
        };
        StaffTopicRow: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            state: string;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            statements: number;
            participants: number;
            votes: number;
            audience: number;
            is_hot: boolean;
            /** Format: date-time */
            results_at: string | null;
            activity_id: string | null;
        };
        StaffTopicRowPage: {
            items: components["schemas"]["StaffTopicRow"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewTopic: {
            organization_id: string;
            title: string;
            /** @default  */
            text: string;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            statements?: string[];
            client_ref: string;
        };
        StaffStatement: {
            id: string;
            text: string;
            public_state: string;
            agrees: number;
            disagrees: number;
            passes: number;
        };
        StaffTopic: {
            id: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            state: string;
            /** Format: date-time */
            opens_at: string;
            /** Format: date-time */
            closes_at: string;
            statements: number;
            participants: number;
            votes: number;
            audience: number;
            is_hot: boolean;
            /** Format: date-time */
            results_at: string | null;
            activity_id: string | null;
            text: string;
            summary: string;
            said: components["schemas"]["StaffStatement"][];
        };
        ChangeTopic: {
            title?: string;
            text?: string;
            /** Format: date-time */
            opens_at?: string;
            /** Format: date-time */
            closes_at?: string;
        };
        TopicResults: {
            summary: string;
        };
        TopicActivityRequest: {
            title: string;
            /** @default  */
            venue: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @default null */
            capacity: number | null;
            client_ref: string;
        };
        TextToJudge: {
            id: string;
            subject_kind: string;
            subject_id: string;
            title: string;
            text: string;
            author_name: string;
            photo_url: string | null;
            target: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            digest: string;
        };
        TextToJudgePage: {
            items: components["schemas"]["TextToJudge"][];
            page: number;
            page_size: number;
            total: number;
        };
        Seen: {
            /**
             * @description of the words seen
             * @default null
             */
            digest: string | null;
        };
        Reason: {
            /**
             * @description of the words seen
             * @default null
             */
            digest: string | null;
            reason: string;
        };
        StaffComplaint: {
            id: string;
            subject_kind: string;
            subject_id: string;
            title: string;
            text: string;
            author_name: string;
            photo_url: string | null;
            target: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            reason: string;
            reason_word: string;
            words: string;
            complaints: number;
        };
        StaffComplaintPage: {
            items: components["schemas"]["StaffComplaint"][];
            page: number;
            page_size: number;
            total: number;
        };
        Decision: {
            is_upheld: boolean;
            /** @default  */
            note: string;
        };
        NotificationCounts: {
            people: number;
            waiting: number;
            paused: number;
            sent: number;
            inbox: number;
            unreachable: number;
            failed: number;
            expired: number;
            dropped: number;
        };
        CallCounts: {
            reached: number;
            no_answer: number;
        };
        StaffNotification: {
            id: string;
            kind: string;
            label: string;
            subject: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            due_at: string;
            is_spreading: boolean;
            /** @description who was not reached is to be called */
            is_called: boolean;
            /** @description false: of an anonymous survey, only counts */
            can_list: boolean;
            fault: string;
            counts: components["schemas"]["NotificationCounts"];
            calls: components["schemas"]["CallCounts"];
        };
        StaffNotificationPage: {
            items: components["schemas"]["StaffNotification"][];
            page: number;
            page_size: number;
            total: number;
        };
        SentWords: {
            label: string;
            text: string;
        };
        UnreachedReason: {
            /** @enum {string} */
            state: "waiting" | "paused" | "sent" | "inbox" | "unreachable" | "failed" | "expired" | "dropped";
            why: string;
            error_code: number | null;
            count: number;
        };
        WholeNotification: {
            id: string;
            kind: string;
            label: string;
            subject: string;
            title: string;
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            due_at: string;
            is_spreading: boolean;
            /** @description who was not reached is to be called */
            is_called: boolean;
            /** @description false: of an anonymous survey, only counts */
            can_list: boolean;
            fault: string;
            counts: components["schemas"]["NotificationCounts"];
            calls: components["schemas"]["CallCounts"];
            words: components["schemas"]["SentWords"][];
            /** Format: date-time */
            first_sent_at: string | null;
            /** Format: date-time */
            last_sent_at: string | null;
            /** @description the caller may note calls */
            can_call: boolean;
            reasons: components["schemas"]["UnreachedReason"][];
        };
        StaffCall: {
            /** @enum {string} */
            outcome: "reached" | "no_answer";
            note: string;
            /** Format: date-time */
            called_at: string;
            called_by: string;
        };
        Unreached: {
            member_id: string;
            name: string;
            organizations: components["schemas"]["OrganizationRef"][];
            phone_masked: string;
            why: string;
            call: components["schemas"]["StaffCall"] | null;
            can_dial: boolean;
        };
        UnreachedPage: {
            items: components["schemas"]["Unreached"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewCall: {
            member_id: string;
            /** @enum {string} */
            outcome: "reached" | "no_answer";
            /** @default  */
            note: string;
        };
        CallKept: {
            member_id: string;
            /** @enum {string|null} */
            outcome: "reached" | "no_answer" | null;
        };
        Planned: {
            kind: string;
            label: string;
            subject: string;
            occurrence: string;
            title: string;
            organization_id: string;
            /** Format: date-time */
            due_at: string;
            /** Format: date-time */
            goes_at: string | null;
            is_queued: boolean;
            can_list: boolean;
            people: number;
            wechat: number;
            inbox: number;
            unreachable: number;
        };
        PlannedPage: {
            items: components["schemas"]["Planned"][];
            page: number;
            page_size: number;
            total: number;
        };
        PlannedPerson: {
            member_id: string;
            name: string;
            /** @enum {string} */
            way: "wechat" | "inbox" | "unreachable";
        };
        PlannedPersonPage: {
            items: components["schemas"]["PlannedPerson"][];
            page: number;
            page_size: number;
            total: number;
        };
        Reach: {
            people: number;
            wechat: number;
            inbox: number;
            unreachable: number;
            over_budget: number;
            /** @description down to fives: of an anonymous survey */
            is_rounded: boolean;
            /** @description false: the act itself sends nothing */
            is_sent: boolean;
            /** Format: date-time */
            goes_at: string | null;
            words: string;
            notes: string[];
        };
        Pause: {
            organization: components["schemas"]["OrganizationRef"] | null;
            reason: string;
            /** Format: date-time */
            paused_at: string;
            paused_by: string;
            can_resume: boolean;
        };
        PushRule: {
            /** @enum {string} */
            kind: "signup_done" | "signup_decided" | "waitlist_promoted" | "activity_changed" | "activity_cancelled" | "activity_tomorrow" | "activity_soon" | "activity_invitation" | "survey_reminder" | "survey_note" | "suggestion_answered" | "profile_stale" | "membership_ends" | "case_overdue" | "staff_digest";
            label: string;
            about: string;
            is_urgent: boolean;
            pauses: components["schemas"]["Pause"][];
        };
        PausePlace: {
            /** @description null: everywhere */
            id: string | null;
            name: string;
        };
        PushRules: {
            rules: components["schemas"]["PushRule"][];
            places: components["schemas"]["PausePlace"][];
        };
        NewPause: {
            /** @description null: everywhere */
            organization_id: string | null;
            reason: string;
        };
        WaitingLine: {
            kind: string;
            name: string;
            unit: string;
            count: number;
            late: number;
            /** Format: date-time */
            since: string;
            title: string;
            target: string;
        };
        Waiting: {
            total: number;
            items: components["schemas"]["WaitingLine"][];
        };
        Organization: {
            id: string;
            name: string;
            parent_id: string | null;
            depth: number;
            /** @enum {string} */
            kind: "district" | "street" | "association" | "chapter";
            is_government: boolean;
            accepts_applications: boolean;
            /** @description people who belong to it directly */
            members: number;
        };
        OrganizationPage: {
            items: components["schemas"]["Organization"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewOrganization: {
            parent_id: string;
            name: string;
            /**
             * @default association
             * @enum {string}
             */
            kind: "district" | "street" | "association" | "chapter";
            /** @default false */
            is_government: boolean;
            /** @default true */
            accepts_applications: boolean;
        };
        OrganizationChange: {
            name?: string;
            /** @enum {string} */
            kind?: "district" | "street" | "association" | "chapter";
            is_government?: boolean;
            accepts_applications?: boolean;
        };
        RoleHolder: {
            id: string;
            name: string;
        };
        Role: {
            id: string;
            /** @enum {string} */
            role: "administrator" | "staff" | "organizer" | "auditor";
            member: components["schemas"]["RoleHolder"];
            organization: components["schemas"]["OrganizationRef"];
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        RolePage: {
            items: components["schemas"]["Role"][];
            page: number;
            page_size: number;
            total: number;
        };
        NewRole: {
            member_id: string;
            organization_id: string;
            /** @enum {string} */
            role: "administrator" | "staff" | "organizer" | "auditor";
            /**
             * Format: date-time
             * @default null
             */
            starts_at: string | null;
            /**
             * Format: date-time
             * @default null
             */
            ends_at: string | null;
        };
        Member: {
            id: string;
            name: string;
            phone_masked: string | null;
            organizations: components["schemas"]["OrganizationRef"][];
            source: string;
            /** @description a WeChat account is tied to it */
            is_claimed: boolean;
            /** Format: date-time */
            created_at: string;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            page: number;
            page_size: number;
            total: number;
        };
        Unmask: {
            /** @enum {string} */
            field: "phone";
            reason: string;
        };
        Unmasked: {
            field: string;
            value: string;
        };
        RosterUpload: {
            organization_id: string;
            /**
             * @description only say what would happen
             * @default true
             */
            dry_run: boolean;
            /**
             * Format: binary
             * @description an .xlsx workbook
             */
            file: string;
        };
        LeftOut: {
            title: string;
            reason: string;
        };
        Counts: {
            new: number;
            match: number;
            changed: number;
            conflict: number;
            bad: number;
        };
        Change: {
            field: string;
            old: string;
            new: string;
        };
        Problem: {
            /** @description C12 */
            cell: string;
            message: string;
        };
        ReportRow: {
            row: number;
            /** @enum {string} */
            outcome: "new" | "match" | "changed" | "conflict" | "bad";
            name: string;
            phone_masked: string;
            organization: string;
            changes: components["schemas"]["Change"][];
            problems: components["schemas"]["Problem"][];
            notes: string[];
        };
        RosterReport: {
            file_name: string;
            dry_run: boolean;
            sheet: string;
            header_row: number;
            /** @description what was looked for: the title it was found under */
            columns: {
                [key: string]: string;
            };
            ignored_columns: components["schemas"]["LeftOut"][];
            skipped_sheets: components["schemas"]["LeftOut"][];
            counts: components["schemas"]["Counts"];
            rows: components["schemas"]["ReportRow"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
